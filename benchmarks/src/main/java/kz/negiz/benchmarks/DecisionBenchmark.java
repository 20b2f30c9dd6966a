package kz.negiz.benchmarks;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import kz.negiz.demo.pki.SyntheticNumbers;
import kz.negiz.rules.Ask;
import kz.negiz.rules.Asker;
import kz.negiz.rules.Basis;
import kz.negiz.rules.Cell;
import kz.negiz.rules.Decision;
import kz.negiz.rules.Edition;
import kz.negiz.rules.Order;
import kz.negiz.rules.Profile;
import kz.negiz.rules.RegisterAnswer;
import kz.negiz.rules.Rules;
import kz.negiz.rules.Service;
import kz.negiz.rules.ShippedEdition;
import kz.negiz.rules.Subject;
import org.casbin.jcasbin.main.Enforcer;
import org.casbin.jcasbin.model.Model;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The decision on a question of one and of four services, beside jCasbin on the same matrix. The peer answers only whether a
 * cell is open; ours judges role, basis, register's answer and level as well.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DecisionBenchmark {

    private static final String PROFILE = "STATE_REVENUE_FIELD_INSPECTION";
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Subject INSPECTED = Subject.of(Subject.Kind.BIN, SyntheticNumbers.bin("benchmark"));
    private static final List<String> FOUR =
            List.of("PERSONS_REGISTER", "LEGAL_ENTITIES_REGISTER", "PENSION_CONTRIBUTIONS", "PRETRIAL_REGISTER");

    private Rules rules;
    private Asker head;
    private Ask one;
    private Ask four;
    private RegisterAnswer open;
    private Enforcer casbin;

    @Setup
    public void edition() {
        ShippedEdition shipped = ShippedEdition.all().getFirst();
        Edition edition = new Edition(shipped.number(), shipped.tables());
        rules = new Rules(edition);
        head = new Asker(Order.ORDER_41, "kgd-almaty", "STATE_REVENUE", "STATE_REVENUE_UNIT_HEAD", "990101300018");
        Basis basis = new Basis.Inspection("26-01-000001");
        one = new Ask(PROFILE, basis, FOUR.subList(0, 1), List.of(INSPECTED), TODAY);
        four = new Ask(PROFILE, basis, FOUR, List.of(INSPECTED), TODAY);
        open = new RegisterAnswer.Inspection(
                "26-01-000001", true, "kgd-almaty", INSPECTED, TODAY.minusDays(10), Optional.empty());
        casbin = casbin(edition);
    }

    private static Enforcer casbin(Edition edition) {
        Model model = new Model();
        model.loadModelFromText("""
                [request_definition]
                r = sub, obj
                [policy_definition]
                p = sub, obj
                [policy_effect]
                e = some(where (p.eft == allow))
                [matchers]
                m = r.sub == p.sub && r.obj == p.obj
                """);
        Enforcer enforcer = new Enforcer(model);
        for (Profile profile : edition.profiles()) {
            for (Service service : edition.services()) {
                if (edition.cell(profile, service) != Cell.NONE) {
                    enforcer.addPolicy(profile.code(), service.code());
                }
            }
        }
        return enforcer;
    }

    @Benchmark
    public Map<String, Decision> oneService() {
        return rules.decide(head, one, open);
    }

    @Benchmark
    public Map<String, Decision> fourServices() {
        return rules.decide(head, four, open);
    }

    @Benchmark
    public boolean peerOneService() {
        return casbin.enforce(PROFILE, FOUR.getFirst());
    }
}
