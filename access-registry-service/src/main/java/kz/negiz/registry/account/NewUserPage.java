package kz.negiz.registry.account;

import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import kz.negiz.eds.NationalNumber;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.portal.FormErrors;
import kz.negiz.portal.Forms;
import kz.negiz.registry.RegistryProblem;
import kz.negiz.registry.body.Bodies;
import kz.negiz.registry.holder.Holder;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The operator's form for a new user (R41-4b). */
@Controller
@RequestMapping("/registry/users/new")
@ServesUsers(AccessRole.OPERATOR)
class NewUserPage {

    private static final int LONGEST_NAME = 300;
    private static final int LONGEST_DEPARTMENT = 255;

    private final Accounts accounts;
    private final Bodies bodies;
    private final Forms forms;
    private final MessageSource texts;
    private final List<RoleCatalogue.Role> roleCodes = RoleCatalogue.shipped().all();
    private final List<String> systemProfiles = RoleCatalogue.shipped().profilesOfSystems();

    NewUserPage(Accounts accounts, Bodies bodies, Forms forms, MessageSource texts) {
        this.accounts = accounts;
        this.bodies = bodies;
        this.forms = forms;
        this.texts = texts;
    }

    @GetMapping
    String form(Model model, Locale language) {
        model.addAttribute("errors", Map.of());
        return show(UserForm.EMPTY, model, language);
    }

    @PostMapping
    String register(Caller.User operator, UserForm form, Model model, HttpServletResponse response, Locale language) {
        FormErrors errors = forms.errors()
                .require(
                        form.isSystem() ? form.iin().isEmpty() : NationalNumber.isWellFormed(form.iin()),
                        "iin",
                        form.isSystem() ? "registry.user.iin.system" : "registry.user.iin.wrong")
                .require(
                        (form.bin().isEmpty() && !form.isSystem()) || NationalNumber.isWellFormed(form.bin()),
                        "bin",
                        "registry.user.bin.wrong")
                .require(!form.isSystem() || form.holder().isPresent(), "system", "registry.user.system.wrong")
                .require(isText(form.fullName()), "fullName", "registry.user.name.wrong", LONGEST_NAME)
                .require(isText(form.position()), "position", "registry.user.position.wrong", LONGEST_NAME)
                .require(!form.held().isEmpty(), "roles", "registry.user.roles.wrong")
                .require(!form.body().isEmpty(), "body", "registry.user.body.wrong")
                .require(
                        form.department().startsWith("/") && form.department().length() <= LONGEST_DEPARTMENT,
                        "department",
                        "registry.user.department.wrong")
                .require(form.storage().isPresent(), "keyStorage", "registry.user.storage.wrong")
                .require(isNumber(form.applicationNumber()), "applicationNumber", "registry.paper.number.wrong")
                .require(day(form.applicationDate()).isPresent(), "applicationDate", "registry.paper.date.wrong");
        if (!form.appointmentNumber().isEmpty() || !form.appointmentDate().isEmpty()) {
            errors.require(isNumber(form.appointmentNumber()), "appointmentNumber", "registry.paper.number.wrong")
                    .require(day(form.appointmentDate()).isPresent(), "appointmentDate", "registry.paper.date.wrong");
        }
        if (errors.none()) {
            try {
                return "redirect:/registry/users/"
                        + accounts.register(operator, form.holder().orElseThrow(), form.registration());
            } catch (ProblemException refusal) {
                errors.add(field(refusal), refusal);
            }
        }
        return errors.again(model, response, show(form, model, language));
    }

    private String show(UserForm form, Model model, Locale language) {
        Map<String, String> known = new LinkedHashMap<>();
        known.put("", "");
        bodies.all().forEach(body -> known.put(body.getId(), body.names().in(language) + " (" + body.getId() + ")"));
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put("", texts.getMessage("registry.user.code.none", null, language));
        roleCodes.forEach(role -> codes.put(role.code(), role.titles().in(language)));
        systemProfiles.forEach(profile ->
                codes.put(profile, texts.getMessage("registry.user.code.system", new Object[] {profile}, language)));
        model.addAttribute("bodies", known);
        model.addAttribute("codes", codes);
        model.addAttribute("roles", AccessRole.values());
        model.addAttribute("units", words("registry.unit.", language, UnitHeaded.values()));
        Map<String, String> storages = new LinkedHashMap<>();
        storages.put("", "");
        storages.putAll(words(
                "registry.storage.",
                language,
                Arrays.stream(KeyStorage.values())
                        .filter(storage -> storage != KeyStorage.NOT_RECORDED)
                        .toArray(KeyStorage[]::new)));
        model.addAttribute("storages", storages);
        model.addAttribute("form", form);
        return "registry/user-new";
    }

    private Map<String, String> words(String beginning, Locale language, Enum<?>... values) {
        Map<String, String> words = new LinkedHashMap<>();
        for (Enum<?> value : values) {
            words.put(value.name(), texts.getMessage(beginning + value.name(), null, language));
        }
        return words;
    }

    private static String field(ProblemException refusal) {
        return switch (refusal.problem()) {
            case RegistryProblem.ACCOUNT_EXISTS, RegistryProblem.OWN_ACCOUNT -> "iin";
            case RegistryProblem.HOLDER_DOES_NOT_FIT -> "bin";
            case RegistryProblem.BODY_UNKNOWN -> "body";
            case RegistryProblem.DEPARTMENT_UNKNOWN -> "department";
            case RegistryProblem.ROLES_DO_NOT_GO_TOGETHER, RegistryProblem.ROLE_DOES_NOT_FIT_BODY -> "roles";
            case RegistryProblem.ROLE_CODE_DOES_NOT_FIT -> "roleCode";
            case RegistryProblem.UNIT_HEAD_NEEDED -> "unitHeaded";
            case RegistryProblem.KEY_STORAGE_NOT_PROTECTED -> "keyStorage";
            case RegistryProblem.APPOINTMENT_NEEDED -> "appointmentNumber";
            case RegistryProblem.DATE_IN_FUTURE -> "applicationDate";
            default -> throw refusal;
        };
    }

    private static boolean isText(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_NAME;
    }

    private static boolean isNumber(String text) {
        return text.matches(Paper.NUMBER);
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** What was typed for a new user; what is not sent is empty. */
    record UserForm(
            String iin,
            String bin,
            String system,
            String fullName,
            String position,
            String unitHeaded,
            Set<String> roles,
            String roleCode,
            String body,
            String department,
            String keyStorage,
            String applicationNumber,
            String applicationDate,
            String appointmentNumber,
            String appointmentDate) {

        private static final String NO_POSITION = "—";

        static final UserForm EMPTY =
                new UserForm("", "", "", "", "", "", Set.of(), "", "", Bodies.WHOLE_BODY, "", "", "", "", "");

        @SuppressWarnings("NullAway") // fields of a form may be missing
        UserForm {
            iin = given(iin).replaceAll("\\s", "");
            bin = given(bin).replaceAll("\\s", "");
            system = given(system);
            fullName = given(fullName);
            position = given(position);
            if (position.isEmpty() && !system.isEmpty()) {
                position = NO_POSITION;
            }
            unitHeaded = given(unitHeaded);
            roles = Objects.requireNonNullElse(roles, Set.of());
            roleCode = given(roleCode);
            body = given(body);
            department = given(department);
            keyStorage = given(keyStorage);
            applicationNumber = given(applicationNumber);
            applicationDate = given(applicationDate);
            appointmentNumber = given(appointmentNumber);
            appointmentDate = given(appointmentDate);
        }

        @SuppressWarnings("NullAway") // fields of a form may be missing
        private static String given(String text) {
            return Objects.requireNonNullElse(text, "").strip();
        }

        boolean isSystem() {
            return !system.isEmpty();
        }

        Optional<Holder> holder() {
            try {
                return Optional.of(new Holder(iin, bin, system));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        Set<AccessRole> held() {
            Set<AccessRole> held = EnumSet.noneOf(AccessRole.class);
            Arrays.stream(AccessRole.values())
                    .filter(role -> roles.contains(role.name()))
                    .forEach(held::add);
            return held;
        }

        Optional<KeyStorage> storage() {
            return Arrays.stream(KeyStorage.values())
                    .filter(storage ->
                            storage != KeyStorage.NOT_RECORDED && storage.name().equals(keyStorage))
                    .findFirst();
        }

        private UnitHeaded unit() {
            return Arrays.stream(UnitHeaded.values())
                    .filter(unit -> unit.name().equals(unitHeaded))
                    .findFirst()
                    .orElse(UnitHeaded.NONE);
        }

        Registration registration() {
            return new Registration(
                    fullName,
                    position,
                    unit(),
                    held(),
                    roleCode,
                    body,
                    department,
                    storage().orElseThrow(),
                    appointmentNumber.isEmpty()
                            ? Optional.empty()
                            : Optional.of(new Paper(
                                    appointmentNumber, day(appointmentDate).orElseThrow())),
                    Optional.of(
                            new Paper(applicationNumber, day(applicationDate).orElseThrow())),
                    Contacts.NONE);
        }

        /** Names nobody in a log line. */
        @Override
        public String toString() {
            return "UserForm[]";
        }
    }
}
