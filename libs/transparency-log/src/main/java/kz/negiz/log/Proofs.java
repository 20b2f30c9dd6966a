package kz.negiz.log;

import java.security.MessageDigest;
import java.util.Iterator;
import java.util.List;

/** Checks proofs without any tree, step by step as RFC 9162, sections 2.1.3.2 and 2.1.4.2, writes it down. */
public final class Proofs {

    private Proofs() {}

    /** Says whether a leaf stands at an index of the tree of this size and root. */
    public static boolean isIncluded(byte[] leafHash, long index, long size, List<byte[]> proof, byte[] root) {
        if (index < 0 || index >= size || !areHashes(proof)) {
            return false;
        }
        long fn = index;
        long sn = size - 1;
        byte[] hash = leafHash;
        for (byte[] step : proof) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                hash = MerkleHash.node(step, hash);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>>= 1;
                    sn >>>= 1;
                }
            } else {
                hash = MerkleHash.node(hash, step);
            }
            fn >>>= 1;
            sn >>>= 1;
        }
        return sn == 0 && MessageDigest.isEqual(hash, root);
    }

    /** Says whether the greater tree begins with all leaves of the smaller one. */
    public static boolean areConsistent(long from, byte[] fromRoot, long to, byte[] toRoot, List<byte[]> proof) {
        if (from < 0 || from > to || !areHashes(proof)) {
            return false;
        }
        if (from == to) {
            return proof.isEmpty() && MessageDigest.isEqual(fromRoot, toRoot);
        }
        if (from == 0) {
            return proof.isEmpty() && MessageDigest.isEqual(fromRoot, MerkleHash.empty());
        }
        if (proof.isEmpty()) {
            return false;
        }
        Iterator<byte[]> steps = proof.iterator();
        // A tree that is one complete subtree is the proof's own first node and therefore left out of it.
        byte[] first = Long.bitCount(from) == 1 ? fromRoot : steps.next();
        long fn = from - 1;
        long sn = to - 1;
        while ((fn & 1) == 1) {
            fn >>>= 1;
            sn >>>= 1;
        }
        byte[] fr = first;
        byte[] sr = first;
        while (steps.hasNext()) {
            byte[] step = steps.next();
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = MerkleHash.node(step, fr);
                sr = MerkleHash.node(step, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>>= 1;
                    sn >>>= 1;
                }
            } else {
                sr = MerkleHash.node(sr, step);
            }
            fn >>>= 1;
            sn >>>= 1;
        }
        return sn == 0 && MessageDigest.isEqual(fr, fromRoot) && MessageDigest.isEqual(sr, toRoot);
    }

    private static boolean areHashes(List<byte[]> proof) {
        return proof.size() <= 128 && proof.stream().allMatch(hash -> hash.length == MerkleHash.LENGTH);
    }
}
