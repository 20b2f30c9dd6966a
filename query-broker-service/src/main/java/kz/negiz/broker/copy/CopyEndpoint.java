package kz.negiz.broker.copy;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Copies of records over HTTP. Each taking is put on record, so it is a POST. */
@RestController
@ServesUsers({AccessRole.OFFICER, AccessRole.OFFICIAL, AccessRole.INFORMATION_SYSTEM})
class CopyEndpoint {

    private static final int MOST_ON_A_PAGE = 100;

    private final Copies copies;

    CopyEndpoint(Copies copies) {
        this.copies = copies;
    }

    /** Takes a copy of a question that the caller may read. */
    @PostMapping("/api/questions/{id}/copies")
    ResponseEntity<byte[]> ofQuestion(@PathVariable UUID id, @Valid @RequestBody Wanted wanted, Caller.User taker) {
        return take(RecordKind.QUESTION, id, wanted, taker);
    }

    /** Takes a copy of an encumbrance that the caller may read. */
    @PostMapping("/api/encumbrances/{id}/copies")
    ResponseEntity<byte[]> ofEncumbrance(@PathVariable UUID id, @Valid @RequestBody Wanted wanted, Caller.User taker) {
        return take(RecordKind.ENCUMBRANCE, id, wanted, taker);
    }

    private ResponseEntity<byte[]> take(RecordKind kind, UUID id, Wanted wanted, Caller.User taker) {
        return file(copies.take(kind, id, wanted.form(), wanted.noticeRead(), taker, taker.language()));
    }

    static ResponseEntity<byte[]> file(Copies.Taken taken) {
        return ResponseEntity.ok()
                .contentType(taken.form().mediaType())
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(taken.fileName())
                                .build()
                                .toString())
                .body(taken.bytes());
    }

    /** The copies of a question that the caller may read. */
    @GetMapping("/api/questions/{id}/copies")
    Page takenOfQuestion(@PathVariable UUID id, Caller.User reader) {
        return new Page(copies.of(RecordKind.QUESTION, id, reader, reader.language()), null);
    }

    /** The copies of an encumbrance that the caller may read. */
    @GetMapping("/api/encumbrances/{id}/copies")
    Page takenOfEncumbrance(@PathVariable UUID id, Caller.User reader) {
        return new Page(copies.of(RecordKind.ENCUMBRANCE, id, reader, reader.language()), null);
    }

    /**
     * The caller's own copies, of whatever record; for an official also those of the subordinates.
     *
     * @param open {@code true} for those without an act of destruction alone
     * @param of {@code subordinates} for theirs
     */
    @GetMapping("/api/questions/copies")
    Page list(
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam Optional<String> of,
            @RequestParam Optional<UUID> before,
            @RequestParam(defaultValue = "20") int limit,
            Caller.User reader) {
        int most = Math.clamp(limit, 1, MOST_ON_A_PAGE);
        List<CopyView> found = of.filter("subordinates"::equals).isPresent()
                ? copies.ofSubordinates(reader, open, before, most + 1, reader.language())
                : copies.own(reader, open, before, most + 1, reader.language());
        boolean more = found.size() > most;
        List<CopyView> page = more ? found.subList(0, most) : found;
        return new Page(page, more ? page.getLast().id() : null);
    }

    /** Puts on record that copies were destroyed by an act. */
    @PostMapping("/api/questions/copies/destructions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void destroyed(@Valid @RequestBody Destroyed destroyed, Caller.User confirming) {
        copies.destroyed(destroyed.copies(), destroyed.act(), destroyed.on(), confirming);
    }

    /**
     * A copy that is wanted.
     *
     * @param noticeRead that the caller has read what one takes on with a copy
     */
    record Wanted(@NotNull CopyForm form, boolean noticeRead) {}

    /** Copies, and where the next page begins. */
    record Page(List<CopyView> copies, @Nullable UUID next) {}

    /** An act by which copies were destroyed. */
    record Destroyed(
            @NotEmpty @Size(max = 100) List<@NotNull UUID> copies,
            @NotNull @Size(max = 100) String act,
            @NotNull LocalDate on) {}
}
