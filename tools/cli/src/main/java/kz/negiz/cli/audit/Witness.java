package kz.negiz.cli.audit;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import kz.negiz.log.MerkleHash;
import kz.negiz.log.Proofs;
import kz.negiz.log.checkpoint.Checkpoint;
import kz.negiz.log.checkpoint.Note;
import kz.negiz.log.checkpoint.NoteFormatException;
import kz.negiz.log.checkpoint.VerifierKey;
import tools.jackson.databind.JsonNode;

/** Takes a new checkpoint only if it goes on from the one kept last, over the turn of years if need be. */
final class Witness {

    private final WitnessStore store;
    private final VerifierKey key;
    private final Source log;

    Witness(WitnessStore store, VerifierKey key, Source log) {
        this.store = store;
        this.key = key;
        this.log = log;
    }

    /** Where proofs are asked for: a path of the API, and its answer. */
    @FunctionalInterface
    interface Source {
        JsonNode get(String path);
    }

    /**
     * The checkpoint that is kept now.
     *
     * @throws CommandFailed when the log does not go on from what was kept; then nothing new is kept
     */
    WitnessStore.Kept witness() {
        Optional<WitnessStore.Kept> before = store.latest();
        WitnessStore.Kept now =
                signed(log.get("/api/audit/checkpoint").path("note").asString(""));
        if (before.isPresent()) {
            WitnessStore.Kept kept = before.get();
            if (!kept.note().isSignedBy(key)) {
                throw new CommandFailed(Negiz.REFUSED, "The kept checkpoint is not signed by this log's key.");
            }
            if (now.year() < kept.year()) {
                throw rewritten(kept, "it has gone back to " + now.year());
            }
            while (kept.year() < now.year()) {
                kept = nextYear(kept);
            }
            requireConsistent(kept, now);
        }
        store.keep(now);
        return now;
    }

    /** Follows a closed log to its end, and over it into the first leaf of the next one. */
    private WitnessStore.Kept nextYear(WitnessStore.Kept kept) {
        WitnessStore.Kept last = signed(log.get("/api/audit/checkpoint?year=" + kept.year())
                .path("note")
                .asString(""));
        requireConsistent(kept, last);
        int year = kept.year() + 1;
        JsonNode opening = log.get("/api/audit/opening?year=" + year);
        WitnessStore.Kept opened = signed(opening.path("note").asString(""));
        byte[] first = bytes(opening.path("firstLeaf"));
        boolean goesOn = opened.year() == year
                && isCheckpoint(first, last.checkpoint())
                && Proofs.isIncluded(
                        MerkleHash.leaf(first),
                        0,
                        opened.checkpoint().size(),
                        hashes(opening.path("proof")),
                        opened.checkpoint().root());
        if (!goesOn) {
            throw rewritten(last, "the log of " + year + " does not begin with the last checkpoint of " + last.year());
        }
        store.keep(last);
        store.keep(opened);
        return opened;
    }

    private void requireConsistent(WitnessStore.Kept kept, WitnessStore.Kept now) {
        Checkpoint old = kept.checkpoint();
        Checkpoint current = now.checkpoint();
        if (!old.origin().equals(current.origin()) || current.size() < old.size()) {
            throw rewritten(kept, "it is now " + current.origin() + " with " + current.size() + " leaves");
        }
        List<byte[]> proof = old.size() == current.size()
                ? List.of()
                : hashes(log.get("/api/audit/consistency?year=" + kept.year() + "&from=" + old.size() + "&to="
                                + current.size())
                        .path("proof"));
        if (!Proofs.areConsistent(old.size(), old.root(), current.size(), current.root(), proof)) {
            throw rewritten(kept, "the same key now signs another past");
        }
    }

    private WitnessStore.Kept signed(String text) {
        try {
            Note note = Note.parse(text);
            WitnessStore.Kept kept = WitnessStore.Kept.of(note);
            if (note.isSignedBy(key) && kept.checkpoint().origin().equals(key.name() + "/" + kept.year())) {
                return kept;
            }
        } catch (NoteFormatException e) {
            throw new CommandFailed(Negiz.REFUSED, "The log gives no checkpoint: " + e.getMessage());
        }
        throw new CommandFailed(Negiz.REFUSED, "The checkpoint is not signed by " + key.name() + ".");
    }

    private static boolean isCheckpoint(byte[] leaf, Checkpoint expected) {
        try {
            return Checkpoint.parse(Note.parse(leaf).text()).equals(expected);
        } catch (NoteFormatException e) {
            return false;
        }
    }

    private static CommandFailed rewritten(WitnessStore.Kept kept, String how) {
        return new CommandFailed(
                Negiz.REFUSED,
                "THE LOG WAS REWRITTEN: it does not go on from the checkpoint kept at size "
                        + kept.checkpoint().size() + " of " + kept.checkpoint().origin() + "; " + how
                        + ". Nothing was kept; the checkpoint in the store is the evidence.");
    }

    private static List<byte[]> hashes(JsonNode proof) {
        return proof.valueStream().map(Witness::bytes).toList();
    }

    private static byte[] bytes(JsonNode text) {
        try {
            return Base64.getDecoder().decode(text.asString(""));
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(Negiz.REFUSED, "The log's answer is not base64.");
        }
    }
}
