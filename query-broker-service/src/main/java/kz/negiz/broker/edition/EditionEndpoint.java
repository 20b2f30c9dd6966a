package kz.negiz.broker.edition;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.rules.BodyProfile;
import kz.negiz.rules.Cell;
import kz.negiz.rules.Change;
import kz.negiz.rules.Ruling;
import kz.negiz.rules.ShippedEdition;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Editions of the rules over HTTP, for operators. */
@RestController
@RequestMapping("/api/rules")
@ServesUsers(AccessRole.OPERATOR)
class EditionEndpoint {

    private static final MediaType ZIP = MediaType.parseMediaType("application/zip");

    private final EditionStore store;
    private final Editions editions;
    private final EditionProposals proposals;
    private final EditionConfirmations confirmations;
    private final EditionRulings rulings;

    EditionEndpoint(
            EditionStore store,
            Editions editions,
            EditionProposals proposals,
            EditionConfirmations confirmations,
            EditionRulings rulings) {
        this.store = store;
        this.editions = editions;
        this.proposals = proposals;
        this.confirmations = confirmations;
        this.rulings = rulings;
    }

    /** What is in force, what comes, what is proposed, and what came with the program. */
    @GetMapping
    Overview overview(Caller.User operator) {
        return new Overview(
                store.currentNumber(),
                store.all().stream().map(Stored::of).toList(),
                proposals.listed(operator).stream()
                        .map(proposal -> Proposed.of(proposal, operator))
                        .toList(),
                proposals.offered().stream().map(Offered::of).toList());
    }

    @GetMapping("/editions/{number}")
    Stored edition(@PathVariable int number) {
        return Stored.of(stored(number));
    }

    @GetMapping("/editions/{number}/files")
    ResponseEntity<byte[]> files(@PathVariable int number) {
        return archive(stored(number).sha256(), "edition-" + number);
    }

    @GetMapping("/editions/{from}/diff/{to}")
    Difference diff(@PathVariable int from, @PathVariable int to) {
        stored(from);
        stored(to);
        return new Difference(EditionChanges.between(
                        editions.of(from).edition(), editions.of(to).edition())
                .changes());
    }

    @PostMapping("/editions/{number}/decide")
    Ruled decide(@PathVariable int number, @Valid @RequestBody Asked asked, Caller.User operator) {
        stored(number);
        return Ruled.of(
                number,
                rulings.decide(
                        operator,
                        number,
                        new EditionRulings.Typed(
                                asked.profile(),
                                asked.service(),
                                given(asked.article()),
                                given(asked.body()),
                                given(asked.role()))));
    }

    @GetMapping("/editions/{number}/who-can/{service}")
    WhoCan whoCan(@PathVariable int number, @PathVariable String service, Caller.User operator) {
        stored(number);
        return new WhoCan(
                number,
                service,
                rulings.whoCan(operator, number, service).stream()
                        .map(Right::of)
                        .toList());
    }

    /** Prepares an edition and issues the document that this operator would sign. */
    @PostMapping("/proposals")
    Prepared prepare(@Valid @RequestBody ToPrepare wanted, Caller.User operator) {
        EditionProposal proposal;
        if (wanted.shipped() != null) {
            proposal = proposals.prepareShipped(
                    operator,
                    wanted.shipped(),
                    Optional.ofNullable(wanted.validFrom()).orElseThrow(() -> invalid("validFrom")));
        } else {
            String archive = Optional.ofNullable(wanted.archive()).orElseThrow(() -> invalid("archive"));
            proposal = proposals.prepare(
                    operator,
                    new EditionProposals.Wanted(
                            EditionArchive.unpack(decode(archive, "archive")),
                            Optional.ofNullable(wanted.validFrom()),
                            Optional.ofNullable(wanted.source())));
        }
        return prepared(proposal, operator);
    }

    /** A proposal, and the document that this operator would sign. */
    @GetMapping("/proposals/{id}")
    Prepared proposal(@PathVariable UUID id, Caller.User operator) {
        return prepared(proposals.find(id), operator);
    }

    @GetMapping("/proposals/{id}/files")
    ResponseEntity<byte[]> proposedFiles(@PathVariable UUID id) {
        EditionProposal proposal = proposals.find(id);
        return archive(proposal.sha256(), "proposed-edition-" + proposal.number());
    }

    @GetMapping("/proposals/{id}/diff")
    Difference proposedDiff(@PathVariable UUID id) {
        return new Difference(proposals.changes(proposals.find(id)).changes());
    }

    /** Takes a signature: the first proposes, the second brings into force. */
    @PostMapping("/proposals/{id}/confirmations")
    Outcome confirm(@PathVariable UUID id, @Valid @RequestBody Signed signed, Caller.User operator) {
        return new Outcome(confirmations.confirm(
                operator,
                id,
                decode(signed.document(), "document"),
                signed.signature().getBytes(StandardCharsets.US_ASCII)));
    }

    @PostMapping("/proposals/{id}/withdrawal")
    Proposed withdraw(@PathVariable UUID id, Caller.User operator) {
        proposals.withdraw(operator, id);
        return Proposed.of(proposals.find(id), operator);
    }

    private Prepared prepared(EditionProposal proposal, Caller.User operator) {
        return new Prepared(
                Proposed.of(proposal, operator),
                EditionPages.maySign(proposal, operator)
                        ? Base64.getEncoder().encodeToString(proposal.document())
                        : null,
                EditionPages.words(proposal, operator.language()));
    }

    private StoredEdition stored(int number) {
        return store.find(number).orElseThrow(() -> new ProblemException(CommonProblem.NOT_FOUND));
    }

    private ResponseEntity<byte[]> archive(String sha256, String name) {
        return ResponseEntity.ok()
                .contentType(ZIP)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name + ".zip")
                                .build()
                                .toString())
                .body(EditionArchive.pack(store.files(sha256)));
    }

    private static byte[] decode(String base64, String field) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw invalid(field);
        }
    }

    private static ProblemException invalid(String field) {
        return new ProblemException(CommonProblem.INVALID_INPUT, field).with("fields", field);
    }

    private static String given(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    /** Everything at once. */
    record Overview(int inForce, List<Stored> editions, List<Proposed> proposals, List<Offered> offered) {}

    /** An edition that counts. */
    record Stored(
            int edition,
            Instant validFrom,
            String source,
            String sha256,
            boolean begun,
            @Nullable UUID proposal) {

        static Stored of(StoredEdition edition) {
            return new Stored(
                    edition.number(),
                    edition.validFrom(),
                    edition.source(),
                    edition.sha256(),
                    edition.begun(),
                    edition.proposal().orElse(null));
        }
    }

    /** An edition that came with the program, and counts for nothing yet. */
    record Offered(int shipped, String source, String sha256) {

        static Offered of(ShippedEdition edition) {
            return new Offered(edition.number(), edition.source(), edition.sha256());
        }
    }

    /** An edition that is proposed. */
    record Proposed(
            UUID id,
            int edition,
            int base,
            Instant validFrom,
            String source,
            String sha256,
            EditionProposal.State state,
            UUID preparedBy,
            Instant prepared,
            int opens,
            int closes,
            int alters,
            int needed,
            List<EditionProposal.Signed> signed,
            boolean signedByYou) {

        static Proposed of(EditionProposal proposal, Caller.User operator) {
            return new Proposed(
                    proposal.id(),
                    proposal.number(),
                    proposal.base(),
                    proposal.validFrom(),
                    proposal.source(),
                    proposal.sha256(),
                    proposal.state(),
                    proposal.account(),
                    proposal.prepared(),
                    proposal.counts().opens(),
                    proposal.counts().closes(),
                    proposal.counts().alters(),
                    EditionConfirmations.NEEDED,
                    proposal.signed(),
                    proposal.isSignedBy(operator.account()));
        }
    }

    /**
     * A proposal as this operator sees it.
     *
     * @param document what they would sign; absent where they can't
     * @param words what it says
     */
    record Prepared(Proposed proposal, @Nullable String document, List<String> words) {}

    /** What changes. */
    record Difference(List<Change> changes) {}

    /**
     * What is to be prepared.
     *
     * @param archive base64 of a zip with the CSV files
     * @param validFrom instead of what the head of the edition says
     * @param source the same
     * @param shipped number of an edition that came with the program, instead of an archive
     */
    record ToPrepare(
            @Nullable @Size(max = 1_450_000) String archive,
            @Nullable Instant validFrom,
            @Nullable @Size(max = 500) String source,
            @Nullable Integer shipped) {}

    /** A signed document, both base64; the signature may be PEM. */
    record Signed(
            @NotBlank @Size(max = 65_536) String document,
            @NotBlank @Size(max = 262_144) String signature) {}

    /**
     * What became of a signature.
     *
     * @param confirmed whether the proposal is an edition now
     */
    record Outcome(boolean confirmed) {}

    /** A case; body and role restrict it to what they may use. */
    record Asked(
            @NotNull @Size(max = 64) String profile,
            @NotNull @Size(max = 64) String service,
            @Nullable @Size(max = 20) String article,
            @Nullable @Size(max = 64) String body,
            @Nullable @Size(max = 64) String role) {}

    /** A ruling with its comparisons. */
    record Ruled(int edition, Cell level, String rule, List<Compared> findings) {

        static Ruled of(int edition, Ruling.Decided decided) {
            List<Compared> findings = new ArrayList<>();
            decided.findings()
                    .forEach(finding -> findings.add(
                            new Compared(finding.getClass().getSimpleName(), finding.rule(), finding.holds())));
            return new Ruled(edition, decided.level(), decided.rule(), findings);
        }
    }

    /** One comparison. */
    record Compared(String finding, String rule, boolean holds) {}

    /** Who has a service. */
    record WhoCan(int edition, String service, List<Right> profiles) {}

    /** What a profile has of a service, and who has the profile. */
    record Right(String profile, Cell level, String rule, List<Holder> holders) {

        static Right of(EditionRulings.Right right) {
            return new Right(
                    right.profile().code(),
                    right.level(),
                    right.rule(),
                    right.holders().stream().map(Holder::of).toList());
        }
    }

    /** A body and role, or the information system of a body. */
    record Holder(String body, BodyProfile.Actor actor, String role, String rule) {

        static Holder of(BodyProfile entry) {
            return new Holder(entry.bodyKind(), entry.actor(), entry.roleCode(), entry.requirement());
        }
    }
}
