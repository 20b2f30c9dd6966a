package kz.negiz.video.page;

import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kz.negiz.eds.NationalNumber;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.portal.FormErrors;
import kz.negiz.portal.Forms;
import kz.negiz.video.VideoProblem;
import kz.negiz.video.access.AccessVersion;
import kz.negiz.video.access.HandOvers;
import kz.negiz.video.access.RequestProgress;
import kz.negiz.video.request.AccessRequests;
import kz.negiz.video.reveal.Reveals;
import kz.negiz.video.warehouse.Warehouse;
import kz.negiz.video.warehouse.Warehouses;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Warehouses and the requests about them, for owners, officers of warehouse control and the operator. */
@Controller
@RequestMapping("/video")
class WarehousePages {

    private final Warehouses warehouses;
    private final AccessRequests requests;
    private final HandOvers handOvers;
    private final Reveals reveals;
    private final Forms forms;

    WarehousePages(Warehouses warehouses, AccessRequests requests, HandOvers handOvers, Reveals reveals, Forms forms) {
        this.warehouses = warehouses;
        this.requests = requests;
        this.handOvers = handOvers;
        this.reveals = reveals;
        this.forms = forms;
    }

    @GetMapping
    @ServesUsers({AccessRole.WAREHOUSE_OWNER, AccessRole.WAREHOUSE_OFFICER, AccessRole.OPERATOR})
    String start() {
        return "redirect:/video/warehouses";
    }

    @GetMapping("/warehouses")
    @ServesUsers({AccessRole.WAREHOUSE_OWNER, AccessRole.WAREHOUSE_OFFICER, AccessRole.OPERATOR})
    String list(Caller.User caller, Model model) {
        List<Warehouse> visible = warehouses.visibleTo(caller);
        List<UUID> ids = visible.stream().map(Warehouse::getId).toList();
        Map<UUID, List<RequestProgress>> progress = handOvers.progress(ids).stream()
                .collect(Collectors.groupingBy(each -> each.request().warehouse()));
        Set<UUID> given =
                handOvers.versions(ids).stream().map(AccessVersion::warehouse).collect(Collectors.toSet());
        model.addAttribute(
                "rows",
                visible.stream()
                        .map(warehouse -> WarehouseRow.of(
                                warehouse,
                                progress.getOrDefault(warehouse.getId(), List.of()),
                                given.contains(warehouse.getId())))
                        .sorted(WarehouseRow.MOST_URGENT_FIRST)
                        .toList());
        return "video/warehouses";
    }

    @GetMapping("/warehouses/new")
    @ServesUsers({AccessRole.WAREHOUSE_OFFICER, AccessRole.OPERATOR})
    String newWarehouse(Model model) {
        model.addAttribute("form", new WarehouseForm("", "", "", "", ""));
        model.addAttribute("errors", Map.of());
        return "video/warehouse-new";
    }

    @PostMapping("/warehouses")
    @ServesUsers({AccessRole.WAREHOUSE_OFFICER, AccessRole.OPERATOR})
    String register(
            Caller.User caller,
            @RequestParam(defaultValue = "") String ownerBody,
            @RequestParam(defaultValue = "") String ownerBin,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String address,
            @RequestParam(defaultValue = "") String registeredByBody,
            Model model,
            HttpServletResponse response) {
        WarehouseForm form = new WarehouseForm(
                name.strip(),
                address.strip(),
                ownerBin.replaceAll("\\s", ""),
                ownerBody.strip(),
                caller.has(AccessRole.OPERATOR) ? registeredByBody.strip() : caller.body());
        FormErrors errors = forms.errors()
                .require(isText(form.name(), 300), "name", "video.warehouse.name.wrong", 300)
                .require(isText(form.address(), 500), "address", "video.warehouse.address.wrong", 500)
                .require(NationalNumber.isWellFormed(form.ownerBin()), "ownerBin", "video.warehouse.bin.wrong")
                .require(isCode(form.ownerBody()), "ownerBody", "video.body.wrong")
                .require(isCode(form.registeredByBody()), "registeredByBody", "video.body.wrong");
        if (errors.none()) {
            try {
                Warehouse warehouse = warehouses
                        .register(
                                caller,
                                new Warehouses.NewWarehouse(
                                        form.ownerBody(),
                                        form.ownerBin(),
                                        form.name(),
                                        form.address(),
                                        form.registeredByBody()))
                        .result();
                return "redirect:/video/warehouses/" + warehouse.getId();
            } catch (ProblemException refusal) {
                errors.add(field(refusal), refusal);
            }
        }
        model.addAttribute("form", form);
        return errors.again(model, response, "video/warehouse-new");
    }

    @GetMapping("/warehouses/{id}")
    @ServesUsers({AccessRole.WAREHOUSE_OWNER, AccessRole.WAREHOUSE_OFFICER, AccessRole.OPERATOR})
    String warehouse(Caller.User caller, @PathVariable UUID id, Model model) {
        model.addAttribute("reason", "");
        model.addAttribute("receivedOn", "");
        model.addAttribute("errors", Map.of());
        return show(caller, id, model);
    }

    @PostMapping("/warehouses/{id}/requests")
    @ServesUsers(AccessRole.WAREHOUSE_OFFICER)
    String request(
            Caller.User officer,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String receivedOn,
            Model model,
            HttpServletResponse response) {
        warehouses.require(officer, id);
        FormErrors errors = forms.errors();
        Optional<LocalDate> received = Optional.empty();
        if (!receivedOn.isBlank()) {
            received = day(receivedOn);
            errors.require(received.isPresent(), "receivedOn", "video.request.received.wrong");
        }
        if (errors.none()) {
            try {
                requests.request(officer, id, reason, received.orElse(null));
                return "redirect:/video/warehouses/" + id;
            } catch (ProblemException refusal) {
                errors.add(field(refusal), refusal);
            }
        }
        model.addAttribute("reason", reason);
        model.addAttribute("receivedOn", receivedOn);
        return errors.again(model, response, show(officer, id, model));
    }

    @GetMapping("/cards")
    @ServesUsers({AccessRole.WAREHOUSE_OWNER, AccessRole.WAREHOUSE_OFFICER})
    String cards(Caller.User caller, Model model) {
        List<RequestProgress> open =
                handOvers
                        .progress(warehouses.visibleTo(caller).stream()
                                .map(Warehouse::getId)
                                .toList())
                        .stream()
                        .filter(progress -> progress.state().isOpen())
                        .toList();
        model.addAttribute("open", open.size());
        model.addAttribute(
                "overdue",
                open.stream()
                        .filter(progress -> progress.state() == RequestProgress.State.OVERDUE
                                || progress.state() == RequestProgress.State.INCOMPLETE_OVERDUE)
                        .count());
        model.addAttribute(
                "nextDue",
                open.stream()
                        .map(progress -> progress.request().dueOn())
                        .min(LocalDate::compareTo)
                        .orElse(null));
        return "video/cards";
    }

    private String show(Caller.User caller, UUID id, Model model) {
        model.addAttribute("warehouse", warehouses.require(caller, id));
        model.addAttribute("requests", handOvers.progress(List.of(id)));
        model.addAttribute("versions", handOvers.versions(List.of(id)).reversed());
        model.addAttribute(
                "changes",
                handOvers.notices(List.of(id)).stream()
                        .map(notice -> new ChangeLine(
                                notice.channel().name(),
                                notice.changedAt(),
                                notice.notifiedAt(),
                                handOvers.isBreach(notice)))
                        .toList());
        model.addAttribute("reveals", reveals.of(id));
        return "video/warehouse";
    }

    private static String field(ProblemException refusal) {
        return switch (refusal.problem()) {
            case VideoProblem.WAREHOUSE_EXISTS -> "name";
            case VideoProblem.NOT_REGISTERING_BODY -> "registeredByBody";
            case VideoProblem.PURPOSE_EMPTY -> "reason";
            case VideoProblem.RECEIPT_DAY -> "receivedOn";
            default -> throw refusal;
        };
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isText(String text, int longest) {
        return !text.isEmpty() && text.length() <= longest;
    }

    private static boolean isCode(String text) {
        return text.matches("[a-z][a-z0-9-]{1,62}");
    }

    /** What was typed to register a warehouse. */
    record WarehouseForm(String name, String address, String ownerBin, String ownerBody, String registeredByBody) {}
}
