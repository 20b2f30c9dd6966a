package kz.negiz.benchmarks;

import kz.negiz.demo.pki.Branch;

/** The kinds of key whose signatures are compared. */
public enum SignatureKind {
    RSA_2048(Branch.RSA, ""),
    P_256(Branch.ECDSA, ""),
    GOST_512(Branch.ECDSA, "-gost");

    private final Branch branch;
    private final String ending;

    SignatureKind(Branch branch, String ending) {
        this.branch = branch;
        this.ending = ending;
    }

    Branch branch() {
        return branch;
    }

    /** How the names of its demo keys end. */
    String ending() {
        return ending;
    }
}
