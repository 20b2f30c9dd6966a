package kz.negiz.registry.body;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.List;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Bodies and departments; every user may see their names, operators add them. */
@RestController
@RequestMapping("/api/registry")
class BodyEndpoint {

    private final Bodies bodies;

    BodyEndpoint(Bodies bodies) {
        this.bodies = bodies;
    }

    @GetMapping("/bodies")
    @ServesUsers
    List<BodyView> bodies() {
        return bodies.all().stream()
                .map(body -> new BodyView(body.getId(), body.kind(), body.names()))
                .toList();
    }

    @PostMapping("/bodies")
    @ServesUsers(AccessRole.OPERATOR)
    ResponseEntity<BodyView> addBody(Caller.User caller, @Valid @RequestBody NewBody body) {
        bodies.addBody(caller, body.code(), body.kind(), body.names());
        return ResponseEntity.created(URI.create("/api/registry/bodies"))
                .body(new BodyView(body.code(), body.kind(), body.names()));
    }

    @GetMapping("/departments")
    @ServesUsers
    List<DepartmentView> departments(@RequestParam String body) {
        return bodies.departmentsOf(body).stream()
                .map(department -> new DepartmentView(
                        department.getId().body(), department.getId().path(), department.names()))
                .toList();
    }

    @PostMapping("/departments")
    @ServesUsers(AccessRole.OPERATOR)
    ResponseEntity<DepartmentView> addDepartment(Caller.User caller, @Valid @RequestBody NewDepartment department) {
        bodies.addDepartment(caller, department.body(), department.path(), department.names());
        return ResponseEntity.created(URI.create("/api/registry/departments?body=" + department.body()))
                .body(new DepartmentView(department.body(), department.path(), department.names()));
    }

    /** Twelve digits on end would look like somebody's number wherever the code stands. */
    record NewBody(
            @NotNull @Pattern(regexp = "(?!.*[0-9]{12})[a-z][a-z0-9-]{1,62}")
            String code,

            @NotNull BodyKind kind,
            @NotNull @Valid Names names) {}

    record NewDepartment(
            @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{1,62}")
            String body,

            @NotNull @Pattern(regexp = "(?!.*[0-9]{12})(/[a-z0-9][a-z0-9-]{0,40}){1,6}")
            String path,

            @NotNull @Valid Names names) {}

    record BodyView(String code, BodyKind kind, Names names) {}

    record DepartmentView(String body, String path, Names names) {}
}
