package kz.negiz.auditlog.proof;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import kz.negiz.auditlog.AuditProblem;
import kz.negiz.auditlog.log.LogReader;
import kz.negiz.auditlog.log.SignedCheckpoint;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.log.MerkleHash;
import kz.negiz.log.checkpoint.SignerKey;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the log promises and how it keeps its promises. All of it is open to every user: a proof shows hashes only, and who
 * has a receipt must be able to redeem it.
 */
@RestController
@RequestMapping("/api/audit")
@ServesUsers
class ProofEndpoint {

    private final LogReader log;
    private final SignerKey key;

    ProofEndpoint(LogReader log, SignerKey key) {
        this.log = log;
        this.key = key;
    }

    /** A published checkpoint; {@code note} is its exact signed text. */
    record CheckpointView(int year, String origin, long size, String root, Instant signed, String note) {}

    /** That the log of a year at size {@code to} begins with all it had at size {@code from}. */
    record ConsistencyView(int year, long from, long to, List<String> proof) {}

    /** That a leaf stands in the log that the checkpoint describes. */
    record InclusionView(int year, long index, long size, List<String> proof, String note) {}

    /** The first leaf of a year's log, which is the last checkpoint of the log before, with the proof that it is the first. */
    record OpeningView(int year, String firstLeaf, long size, List<String> proof, String note) {}

    /** The key that checkpoints are checked with; to be compared with what was had by another way. */
    record KeyView(String key) {}

    @GetMapping("/key")
    KeyView key() {
        return new KeyView(key.verifier().toString());
    }

    @GetMapping("/checkpoint")
    CheckpointView checkpoint(@RequestParam Optional<Integer> year) {
        SignedCheckpoint latest =
                (year.isPresent() ? log.latest(year.get()) : log.latest()).orElseThrow(ProofEndpoint::noSuchTree);
        return new CheckpointView(
                latest.year(),
                latest.checkpoint().origin(),
                latest.checkpoint().size(),
                Base64.getEncoder().encodeToString(latest.checkpoint().root()),
                latest.signed(),
                latest.note().toString());
    }

    @GetMapping("/consistency")
    ConsistencyView consistency(@RequestParam Optional<Integer> year, @RequestParam long from, @RequestParam long to) {
        SignedCheckpoint latest =
                (year.isPresent() ? log.latest(year.get()) : log.latest()).orElseThrow(ProofEndpoint::noSuchTree);
        if (from < 0 || from > to || to > latest.checkpoint().size()) {
            throw noSuchTree();
        }
        return new ConsistencyView(
                latest.year(), from, to, text(log.tree(latest.year()).consistencyProof(from, to)));
    }

    @GetMapping("/inclusion")
    InclusionView inclusion(@RequestParam String leafHash) {
        LogReader.LeafPlace place =
                log.find(hash(leafHash)).orElseThrow(() -> new ProblemException(AuditProblem.NOT_IN_LOG));
        SignedCheckpoint latest = log.latest(place.year())
                .filter(checkpoint -> checkpoint.checkpoint().size() > place.index())
                .orElseThrow(() -> new ProblemException(AuditProblem.NOT_IN_LOG));
        long size = latest.checkpoint().size();
        return new InclusionView(
                place.year(),
                place.index(),
                size,
                text(log.tree(place.year()).inclusionProof(place.index(), size)),
                latest.note().toString());
    }

    @GetMapping("/opening")
    OpeningView opening(@RequestParam int year) {
        SignedCheckpoint latest = log.latest(year).orElseThrow(ProofEndpoint::noSuchTree);
        byte[] first = log.content(year, 0).orElseThrow(ProofEndpoint::noSuchTree);
        long size = latest.checkpoint().size();
        return new OpeningView(
                year,
                Base64.getEncoder().encodeToString(first),
                size,
                text(log.tree(year).inclusionProof(0, size)),
                latest.note().toString());
    }

    private static ProblemException noSuchTree() {
        return new ProblemException(AuditProblem.NO_SUCH_TREE);
    }

    /** Takes both alphabets of base64: receipts carry the one, addresses like the other. */
    private static byte[] hash(String text) {
        try {
            byte[] hash = Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
            if (hash.length == MerkleHash.LENGTH) {
                return hash;
            }
        } catch (IllegalArgumentException e) {
            throw new ProblemException(CommonProblem.INVALID_INPUT, "leafHash").causedBy(e);
        }
        throw new ProblemException(CommonProblem.INVALID_INPUT, "leafHash");
    }

    private static List<String> text(List<byte[]> proof) {
        return proof.stream().map(Base64.getEncoder()::encodeToString).toList();
    }
}
