package kz.negiz.registry.body;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import kz.negiz.audit.AuditEventDraft;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.registry.RegistryProblem;
import kz.negiz.registry.decision.DecisionDesk;
import kz.negiz.registry.decision.Ruling;
import org.springframework.stereotype.Service;

/** The bodies and departments that accounts belong to. */
@Service
public class Bodies {

    /** The whole body, above all its departments. */
    public static final String WHOLE_BODY = "/";

    /** The code of the Committee, made with the first administrator. */
    public static final String COMMITTEE_CODE = "committee";

    private static final Names COMMITTEE = new Names(
            "Құқықтық статистика және арнайы есепке алу жөніндегі комитет",
            "Комитет по правовой статистике и специальным учётам",
            "Committee on Legal Statistics and Special Records");

    private final BodyRepository bodies;
    private final DepartmentRepository departments;
    private final DecisionDesk desk;

    Bodies(BodyRepository bodies, DepartmentRepository departments, DecisionDesk desk) {
        this.bodies = bodies;
        this.departments = departments;
        this.desk = desk;
    }

    public Optional<Body> find(String code) {
        return bodies.findById(code);
    }

    public boolean hasDepartment(String body, String path) {
        return path.equals(WHOLE_BODY)
                ? bodies.findById(body).isPresent()
                : departments.existsById(new Department.Id(body, path));
    }

    /** Whether a department is another one or lies in it. */
    public static boolean isWithin(String department, String other) {
        return other.equals(WHOLE_BODY) || department.equals(other) || department.startsWith(other + "/");
    }

    /** The Committee's body, made if there is none yet; only for the decision that names the first administrator. */
    public String ensureCommittee() {
        if (bodies.findById(COMMITTEE_CODE).isEmpty()) {
            bodies.save(new Body(COMMITTEE_CODE, BodyKind.COMMITTEE, COMMITTEE, null));
        }
        return COMMITTEE_CODE;
    }

    public List<Body> all() {
        return bodies.findAllByOrderByCode();
    }

    List<Department> departmentsOf(String body) {
        return departments.findAllByIdBodyOrderByIdPath(body);
    }

    void addBody(Caller.User decider, String code, BodyKind kind, Names names) {
        desk.decide(decider, Set.of(AccessRole.OPERATOR), "BODY_ADDITION", by -> {
            boolean exists = bodies.findById(code).isPresent();
            AuditEventDraft event = AuditEventDraft.of("BODY_ADDITION", exists ? "REFUSED" : "ADDED")
                    .detail("body", code)
                    .detail("kind", kind.name());
            return exists
                    ? Ruling.refused(RegistryProblem.BODY_EXISTS, "", event)
                    : Ruling.made(bodies.save(new Body(code, kind, names, by.accountId())), event);
        });
    }

    void addDepartment(Caller.User decider, String body, String path, Names names) {
        desk.decide(decider, Set.of(AccessRole.OPERATOR), "DEPARTMENT_ADDITION", by -> {
            Optional<RegistryProblem> problem = problemOf(body, path);
            AuditEventDraft event = AuditEventDraft.of("DEPARTMENT_ADDITION", problem.isPresent() ? "REFUSED" : "ADDED")
                    .detail("body", body)
                    .detail("path", path);
            return problem.isPresent()
                    ? Ruling.refused(problem.get(), "", event)
                    : Ruling.made(departments.save(new Department(body, path, names, by.accountId())), event);
        });
    }

    private Optional<RegistryProblem> problemOf(String body, String path) {
        if (bodies.findById(body).isEmpty()) {
            return Optional.of(RegistryProblem.BODY_UNKNOWN);
        }
        String parent = path.substring(0, path.lastIndexOf('/'));
        if (!hasDepartment(body, parent.isEmpty() ? WHOLE_BODY : parent)) {
            return Optional.of(RegistryProblem.DEPARTMENT_UNKNOWN);
        }
        return hasDepartment(body, path) ? Optional.of(RegistryProblem.DEPARTMENT_EXISTS) : Optional.empty();
    }
}
