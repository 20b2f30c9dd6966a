package kz.negiz.registry.account;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The users that the reader may see: all of them for operators, those of the own body for officials (R41-12). */
@Controller
@RequestMapping("/registry")
@ServesUsers({AccessRole.OPERATOR, AccessRole.OFFICIAL})
class UsersPage {

    private final AccountDirectory directory;

    UsersPage(AccountDirectory directory) {
        this.directory = directory;
    }

    @GetMapping("/users")
    String users(
            Caller.User caller,
            @RequestParam(defaultValue = "") String name,
            @RequestParam Optional<AccountDirectory.State> state,
            @RequestParam Optional<UUID> after,
            Model model) {
        List<AccountSummary> found = directory.search(
                caller, new AccountDirectory.Filter(SearchName.checked(name), "", Optional.empty(), state, after));
        boolean more = found.size() == AccountDirectory.PAGE;
        model.addAllAttributes(Map.of(
                "users",
                found,
                "name",
                name,
                "state",
                state.map(Enum::name).orElse(""),
                "after",
                more ? found.getLast().id().toString() : ""));
        return "registry/users";
    }

    @GetMapping("/blocks")
    String blocked() {
        return "redirect:/registry/users?state=BLOCKED";
    }

    @GetMapping("/cards")
    String cards(Caller.User caller, Model model) {
        AccountDirectory.Filter blocked = new AccountDirectory.Filter(
                "", "", Optional.empty(), Optional.of(AccountDirectory.State.BLOCKED), Optional.empty());
        model.addAttribute("users", directory.search(caller, blocked));
        return "registry/cards";
    }
}
