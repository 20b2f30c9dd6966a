package kz.negiz.video.access;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.receipt.Receipt;
import kz.negiz.video.VideoProblem;
import kz.negiz.video.record.Recorded;
import kz.negiz.video.warehouse.Warehouse;
import kz.negiz.video.warehouse.Warehouses;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Hand-overs, for programs: issue the document, take it back signed, list the versions (never what they hold). */
@RestController
@RequestMapping("/api/video")
class CredentialEndpoint {

    private final HandOvers handOvers;
    private final Warehouses warehouses;

    CredentialEndpoint(HandOvers handOvers, Warehouses warehouses) {
        this.handOvers = handOvers;
        this.warehouses = warehouses;
    }

    @PostMapping("/credentials/document")
    @ServesUsers(AccessRole.WAREHOUSE_OWNER)
    Issued issue(Caller.User owner, @Valid @RequestBody Wanted wanted) {
        Access access = new Access(
                text(wanted.login()),
                text(wanted.password()),
                text(wanted.url()),
                text(wanted.program()),
                !Boolean.FALSE.equals(wanted.programNeeded()));
        HandOvers.IssuedDocument document;
        if (wanted.requestId() != null && wanted.changedAt() == null) {
            document = handOvers.answer(owner, wanted.requestId(), access);
        } else if (wanted.warehouseId() != null && wanted.changedAt() != null && wanted.requestId() == null) {
            document = handOvers.change(owner, wanted.warehouseId(), wanted.changedAt(), access);
        } else {
            throw new ProblemException(VideoProblem.REQUEST_UNKNOWN).rule("R283-4b");
        }
        return new Issued(
                Base64.getEncoder().encodeToString(document.bytes()),
                document.words(),
                document.missing(),
                document.dueOn().orElse(null));
    }

    @PostMapping("/credentials")
    @ServesUsers(AccessRole.WAREHOUSE_OWNER)
    @ResponseStatus(HttpStatus.CREATED)
    Taken take(Caller.User owner, @Valid @RequestBody Signed signed) {
        Recorded<HandOvers.HandedOver> recorded = handOvers.take(
                owner, decoded(signed.document()), signed.signature().getBytes(StandardCharsets.US_ASCII));
        HandOvers.HandedOver handedOver = recorded.result();
        return new Taken(
                VersionView.of(handedOver.version()),
                handedOver.dueOn().orElse(null),
                handedOver.late(),
                handedOver.breach(),
                recorded.receipt());
    }

    @GetMapping("/credentials")
    @ServesUsers({AccessRole.WAREHOUSE_OWNER, AccessRole.WAREHOUSE_OFFICER, AccessRole.OPERATOR})
    List<VersionView> versions(Caller.User caller, @RequestParam UUID warehouse) {
        return handOvers.versions(List.of(warehouses.require(caller, warehouse).getId())).stream()
                .map(VersionView::of)
                .toList();
    }

    @GetMapping("/requests")
    @ServesUsers({AccessRole.WAREHOUSE_OWNER, AccessRole.WAREHOUSE_OFFICER, AccessRole.OPERATOR})
    List<ProgressView> requests(Caller.User caller) {
        return handOvers
                .progress(warehouses.visibleTo(caller).stream()
                        .map(Warehouse::getId)
                        .toList())
                .stream()
                .map(ProgressView::of)
                .toList();
    }

    @PostMapping("/changes")
    @ServesUsers(AccessRole.WAREHOUSE_OFFICER)
    @ResponseStatus(HttpStatus.CREATED)
    NoticeView noteWritten(Caller.User officer, @Valid @RequestBody WrittenNotice notice) {
        Recorded<ChangeNotice> recorded = handOvers.noteWritten(
                officer, notice.warehouseId(), notice.changedAt(), notice.notifiedAt(), notice.letter());
        return view(recorded.result(), recorded.receipt());
    }

    @GetMapping("/changes")
    @ServesUsers({AccessRole.WAREHOUSE_OWNER, AccessRole.WAREHOUSE_OFFICER, AccessRole.OPERATOR})
    List<NoticeView> changes(Caller.User caller, @RequestParam UUID warehouse) {
        return handOvers.notices(List.of(warehouses.require(caller, warehouse).getId())).stream()
                .map(notice -> view(notice, null))
                .toList();
    }

    private NoticeView view(ChangeNotice notice, @Nullable Receipt receipt) {
        return new NoticeView(
                notice.getId(),
                notice.warehouse(),
                notice.channel(),
                notice.changedAt(),
                notice.notifiedAt(),
                notice.letter().orElse(null),
                handOvers.isBreach(notice),
                receipt);
    }

    private static String text(@Nullable String given) {
        return Objects.requireNonNullElse(given, "");
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(VideoProblem.DOCUMENT_MALFORMED);
        }
    }

    /**
     * What an owner wants to hand over: an answer names the request, a change names the warehouse and the moment.
     *
     * @param programNeeded {@code false} where the video needs no program; {@code true} when not given
     */
    record Wanted(
            @Nullable UUID requestId,
            @Nullable UUID warehouseId,
            @Nullable Instant changedAt,
            @Nullable @Size(max = 300) String login,
            @Nullable @Size(max = 300) String password,
            @Nullable @Size(max = 2000) String url,
            @Nullable @Size(max = 2000) String program,
            @Nullable Boolean programNeeded) {

        @Override
        public String toString() {
            return "Wanted[" + requestId + "]";
        }
    }

    record Issued(
            String document,
            List<String> words,
            Set<Access.Part> missing,
            @Nullable LocalDate dueOn) {

        @Override
        public String toString() {
            return "Issued[missing " + missing + "]";
        }
    }

    record Signed(
            @NotBlank @Size(max = 50_000) String document,
            @NotBlank @Size(max = 120_000) String signature) {

        @Override
        public String toString() {
            return "Signed[]";
        }
    }

    record Taken(VersionView version, @Nullable LocalDate dueOn, boolean late, boolean breach, Receipt receipt) {}

    record VersionView(
            UUID id,
            UUID warehouse,
            int version,
            @Nullable UUID request,
            @Nullable Instant changedAt,
            Set<Access.Part> missing,
            Instant handedOverAt) {

        static VersionView of(AccessVersion version) {
            return new VersionView(
                    version.getId(),
                    version.warehouse(),
                    version.version(),
                    version.request().orElse(null),
                    version.changedAt().orElse(null),
                    version.missing(),
                    version.recordedAt());
        }
    }

    record ProgressView(
            UUID id,
            UUID warehouse,
            String reason,
            LocalDate receivedOn,
            LocalDate dueOn,
            RequestProgress.State state,
            Set<Access.Part> missing) {

        static ProgressView of(RequestProgress progress) {
            return new ProgressView(
                    progress.request().getId(),
                    progress.request().warehouse(),
                    progress.request().reason(),
                    progress.request().receivedOn(),
                    progress.request().dueOn(),
                    progress.state(),
                    progress.missing());
        }
    }

    record WrittenNotice(
            @NotNull UUID warehouseId,
            @NotNull Instant changedAt,
            @NotNull Instant notifiedAt,
            @NotBlank @Size(max = 100) String letter) {}

    record NoticeView(
            UUID id,
            UUID warehouse,
            ChangeNotice.Channel channel,
            Instant changedAt,
            Instant notifiedAt,
            @Nullable String letter,
            boolean breach,
            @Nullable Receipt receipt) {}
}
