package kz.negiz.broker.source;

import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the sources are, for operators. */
@RestController
@RequestMapping("/api/questions/sources")
class SourcesEndpoint {

    private final SourcesView view;

    SourcesEndpoint(SourcesView view) {
        this.view = view;
    }

    @GetMapping
    @ServesUsers(AccessRole.OPERATOR)
    SourcesView.Overview sources(Caller.User operator) {
        return view.now(operator.language());
    }
}
