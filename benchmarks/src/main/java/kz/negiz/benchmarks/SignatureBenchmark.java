package kz.negiz.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import kz.negiz.eds.SignatureVerifier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The whole check of a signed question (form, content, signature, path, profile, revocation) beside EU DSS, which does all of
 * that too, and beside Bouncy Castle's bare reading and verifying, which does the first third of it.
 *
 * <p>Paths are remembered, as they are in the services; messages never are. Before anything is measured, all must judge the same
 * corpus alike.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 6, time = 3)
@Fork(1)
public class SignatureBenchmark {

    /** The library. */
    @State(Scope.Benchmark)
    public static class Ours {

        @Param
        private SignatureKind kind = SignatureKind.RSA_2048;

        private SignatureCorpus.Case good;
        private SignatureVerifier verifier;

        @Setup
        public void make() {
            SignatureCorpus corpus = SignatureCorpus.of(kind);
            good = corpus.good();
            verifier = corpus.verifier();
            requireAgreement("negiz", corpus.all(), each -> SignatureCorpus.isValid(verifier, each));
        }
    }

    /** EU DSS, which knows no GOST. */
    @State(Scope.Benchmark)
    public static class Dss {

        @Param({"RSA_2048", "P_256"})
        private SignatureKind kind = SignatureKind.RSA_2048;

        private SignatureCorpus.Case good;
        private DssValidation validation;

        @Setup
        public void make() throws Exception {
            SignatureCorpus corpus = SignatureCorpus.of(kind);
            good = corpus.good();
            validation = new DssValidation(corpus.bundle());
            requireAgreement("DSS", corpus.all(), validation::isValid);
        }
    }

    /** Bouncy Castle alone; for GOST with the Russian identifiers and its own provider, otherwise with Java's. */
    @State(Scope.Benchmark)
    public static class Bare {

        @Param
        private SignatureKind kind = SignatureKind.RSA_2048;

        private SignatureCorpus.Case good;
        private BareCms bare;

        @Setup
        public void make() throws Exception {
            boolean gost = kind == SignatureKind.GOST_512;
            bare = gost ? new BareCms(new BouncyCastleProvider()) : new BareCms();
            good = gost ? BareCms.russian() : SignatureCorpus.of(kind).good();
            requireAgreement("Bouncy Castle", List.of(good), bare::isValid);
        }
    }

    /** Says whether a signature stands up. */
    interface Judge {
        boolean isValid(SignatureCorpus.Case each);
    }

    static void requireAgreement(String who, List<SignatureCorpus.Case> cases, Judge judge) {
        for (SignatureCorpus.Case each : cases) {
            if (judge.isValid(each) != each.valid()) {
                throw new IllegalStateException(who + " judges otherwise: " + each.name());
            }
        }
    }

    @Benchmark
    public boolean negiz(Ours state) {
        return SignatureCorpus.isValid(state.verifier, state.good);
    }

    @Benchmark
    public boolean dss(Dss state) {
        return state.validation.isValid(state.good);
    }

    @Benchmark
    public boolean bareBouncyCastle(Bare state) {
        return state.bare.isValid(state.good);
    }
}
