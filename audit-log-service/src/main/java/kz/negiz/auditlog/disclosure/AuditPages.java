package kz.negiz.auditlog.disclosure;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kz.negiz.auditlog.AuditProblem;
import kz.negiz.auditlog.log.LogReader;
import kz.negiz.auditlog.log.SignedCheckpoint;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.log.checkpoint.SignerKey;
import kz.negiz.portal.FormErrors;
import kz.negiz.portal.Forms;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The log's last checkpoint, the requests, and what becomes of each. */
@Controller
@RequestMapping("/audit")
@ServesUsers({AccessRole.PROSECUTOR, AccessRole.OPERATOR})
class AuditPages {

    private static final int LISTED = 50;

    private final DisclosureRequests requests;
    private final Handover handover;
    private final LogReader log;
    private final SignerKey key;
    private final Forms forms;

    AuditPages(DisclosureRequests requests, Handover handover, LogReader log, SignerKey key, Forms forms) {
        this.requests = requests;
        this.handover = handover;
        this.log = log;
        this.key = key;
        this.forms = forms;
    }

    @GetMapping
    String overview(Caller.User caller, @RequestParam Optional<UUID> before, Model model) {
        DisclosureRequests.Page page = requests.list(own(caller), before, LISTED);
        model.addAttribute(
                "requests", page.requests().stream().map(RequestLine::of).toList());
        model.addAttribute("latestPage", before.isPresent() ? "/audit" : "");
        model.addAttribute(
                "next", page.next().map(last -> "/audit?before=" + last).orElse(""));
        SignedCheckpoint latest = log.latest().orElse(null);
        model.addAttribute("latest", latest);
        model.addAttribute("logKey", key.verifier().toString());
        if (latest != null) {
            model.addAttribute(
                    "root",
                    Base64.getEncoder().encodeToString(latest.checkpoint().root()));
            model.addAttribute("witnesses", witnesses(latest));
        }
        return "audit/overview";
    }

    /** The last checkpoint as a file: whoever keeps it is a witness. */
    @GetMapping("/checkpoint")
    ResponseEntity<byte[]> checkpoint() {
        SignedCheckpoint latest = log.latest().orElseThrow(() -> new ProblemException(AuditProblem.NO_SUCH_TREE));
        return file(
                "negiz-checkpoint-%d-%d.note"
                        .formatted(latest.year(), latest.checkpoint().size()),
                latest.note().encode());
    }

    /** The log's key as a file; worth something only if it is compared with what was had by another way. */
    @GetMapping("/key")
    ResponseEntity<byte[]> key() {
        return file("negiz-log.key", (key.verifier() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/requests/{id}")
    String request(Caller.User caller, @PathVariable UUID id, Model model) {
        model.addAttribute("errors", Map.of());
        return show(caller, id, "", model);
    }

    @PostMapping("/requests/{id}/release")
    @ServesUsers(AccessRole.OPERATOR)
    String release(Caller.User operator, @PathVariable UUID id) {
        visible(id, operator);
        requests.release(id, operator);
        return "redirect:/audit/requests/" + id;
    }

    /** Writes the export itself, or answers with the page again where the kept checkpoint is wrongly typed. */
    @PostMapping("/requests/{id}/export")
    @ServesUsers(AccessRole.PROSECUTOR)
    Object export(
            Caller.User prosecutor,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String since,
            Model model,
            HttpServletResponse response)
            throws IOException {
        Optional<List<ExportMaker.Kept>> kept = Handover.kept(Arrays.stream(since.split("[\\s,;]+"))
                .filter(text -> !text.isEmpty())
                .toList());
        FormErrors errors = forms.errors().require(kept.isPresent(), "since", "audit.since.wrong");
        if (kept.isEmpty()) {
            return errors.again(model, response, show(prosecutor, id, since, model));
        }
        handover.write(id, kept.get(), prosecutor, response);
        return ResponseEntity.ok().build();
    }

    @GetMapping("/cards")
    @ServesUsers(AccessRole.PROSECUTOR)
    String cards(Caller.User prosecutor, Model model) {
        model.addAttribute("ready", requests.ready(prosecutor.account()));
        model.addAttribute("latest", log.latest().orElse(null));
        return "audit/cards";
    }

    private String show(Caller.User caller, UUID id, String since, Model model) {
        DisclosureRequest request = visible(id, caller);
        model.addAttribute("request", RequestLine.of(request));
        model.addAttribute("signed", requests.evidence(id).isPresent());
        model.addAttribute("since", since);
        return "audit/request";
    }

    private DisclosureRequest visible(UUID id, Caller.User caller) {
        return requests.find(id)
                .filter(request ->
                        caller.has(AccessRole.OPERATOR) || request.account().equals(caller.account()))
                .orElseThrow(() -> new ProblemException(CommonProblem.NOT_FOUND));
    }

    private static Optional<UUID> own(Caller.User caller) {
        return caller.has(AccessRole.OPERATOR) ? Optional.empty() : Optional.of(caller.account());
    }

    /** The names that cosigned a checkpoint, the log's own left out. */
    private List<String> witnesses(SignedCheckpoint checkpoint) {
        String own = "— " + key.verifier().name() + " ";
        return checkpoint
                .note()
                .toString()
                .lines()
                .filter(line -> line.startsWith("— ") && !line.startsWith(own))
                .map(line -> line.split(" ", 3)[1])
                .toList();
    }

    private static ResponseEntity<byte[]> file(String name, byte[] content) {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .body(content);
    }
}
