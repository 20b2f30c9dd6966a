package kz.negiz.registry.account;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.registry.body.Names;
import kz.negiz.registry.holder.Holder;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Accounts by API. An IIN or BIN travels in bodies only, never in an address. */
@RestController
@RequestMapping("/api/registry")
class AccountEndpoint {

    private final Accounts accounts;
    private final AccountDirectory directory;
    private final List<RoleCatalogue.Role> roleCodes = RoleCatalogue.shipped().all();

    AccountEndpoint(Accounts accounts, AccountDirectory directory) {
        this.accounts = accounts;
        this.directory = directory;
    }

    @GetMapping("/role-codes")
    @ServesUsers
    List<RoleCode> roleCodes() {
        return roleCodes.stream()
                .map(role -> new RoleCode(role.code(), role.titles()))
                .toList();
    }

    @GetMapping("/accounts")
    @ServesUsers({AccessRole.OPERATOR, AccessRole.OFFICIAL})
    Page search(
            Caller.User caller,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String body,
            @RequestParam Optional<AccessRole> role,
            @RequestParam Optional<AccountDirectory.State> state,
            @RequestParam Optional<UUID> after) {
        return Page.of(directory.search(
                caller, new AccountDirectory.Filter(SearchName.checked(name), body, role, state, after)));
    }

    @PostMapping("/accounts/find")
    @ServesUsers({AccessRole.OPERATOR, AccessRole.OFFICIAL})
    Page find(Caller.User caller, @Valid @RequestBody HolderRequest holder) {
        return new Page(directory.find(caller, holder.holder()).stream().toList(), null);
    }

    @GetMapping("/accounts/{id}")
    @ServesUsers({AccessRole.OPERATOR, AccessRole.OFFICIAL})
    AccountView open(Caller.User caller, @PathVariable UUID id) {
        AccountDetails details = directory.open(caller, id);
        return new AccountView(
                details.account(),
                details.holder().iin(),
                details.holder().bin(),
                details.holder().system(),
                details.contacts(),
                details.editions());
    }

    @PostMapping("/accounts")
    @ServesUsers(AccessRole.OPERATOR)
    ResponseEntity<Registered> register(Caller.User caller, @Valid @RequestBody RegistrationRequest request) {
        UUID id = accounts.register(caller, request.holder().holder(), request.registration());
        return ResponseEntity.created(URI.create("/api/registry/accounts/" + id))
                .body(new Registered(id));
    }

    @PostMapping("/accounts/{id}/changes")
    @ServesUsers(AccessRole.OPERATOR)
    Registered change(Caller.User caller, @PathVariable UUID id, @Valid @RequestBody Particulars particulars) {
        return new Registered(accounts.change(caller, id, particulars.registration()));
    }

    /** Whose account. */
    record HolderRequest(
            @Nullable @Pattern(regexp = "|[0-9]{12}") String iin,
            @Nullable @Pattern(regexp = "|[0-9]{12}") String bin,
            @Nullable @Pattern(regexp = "|[0-9.]{3,128}") String system) {

        Holder holder() {
            try {
                return new Holder(
                        Objects.requireNonNullElse(iin, ""),
                        Objects.requireNonNullElse(bin, ""),
                        Objects.requireNonNullElse(system, ""));
            } catch (IllegalArgumentException e) {
                throw new ProblemException(CommonProblem.INVALID_INPUT, "iin, bin, system");
            }
        }

        @Override
        public String toString() {
            return "HolderRequest[…]";
        }
    }

    record RegistrationRequest(
            @NotNull @Valid HolderRequest holder,
            @NotNull @Valid Particulars particulars) {

        Registration registration() {
            return particulars.registration();
        }
    }

    record Particulars(
            @NotBlank @Size(max = 300) String fullName,
            @NotBlank @Size(max = 300) String position,
            @Nullable UnitHeaded unitHeaded,
            @NotEmpty Set<@NotNull AccessRole> roles,

            @Nullable @Pattern(regexp = "|[A-Z][A-Z0-9_]{1,62}")
            String roleCode,

            @NotNull @Size(max = 63) String body,
            @Nullable @Size(max = 255) String department,
            @NotNull KeyStorage keyStorage,
            @NotNull @Valid Paper application,
            @Nullable @Valid Paper appointment,
            @Nullable @Valid Contacts contacts) {

        Registration registration() {
            return new Registration(
                    fullName.strip(),
                    position.strip(),
                    Objects.requireNonNullElse(unitHeaded, UnitHeaded.NONE),
                    roles,
                    Objects.requireNonNullElse(roleCode, ""),
                    body,
                    Objects.requireNonNullElse(department, "/"),
                    keyStorage,
                    Optional.ofNullable(appointment),
                    Optional.of(application),
                    Objects.requireNonNullElse(contacts, Contacts.NONE));
        }

        @Override
        public String toString() {
            return "Particulars[…]";
        }
    }

    record Registered(UUID id) {}

    record RoleCode(String code, Names titles) {}

    /**
     * A page of accounts.
     *
     * @param next the value of {@code after} for the next page; absent on the last one
     */
    record Page(List<AccountSummary> accounts, @Nullable UUID next) {

        static Page of(List<AccountSummary> found) {
            return new Page(
                    found,
                    found.size() == AccountDirectory.PAGE ? found.getLast().id() : null);
        }
    }

    record AccountView(
            AccountSummary account,
            String iin,
            String bin,
            String system,
            Contacts contacts,
            List<AccountDetails.Edition> editions) {

        @Override
        public String toString() {
            return "AccountView[…]";
        }
    }
}
