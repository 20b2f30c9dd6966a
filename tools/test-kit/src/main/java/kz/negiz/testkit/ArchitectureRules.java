package kz.negiz.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of the house on how code hangs together; each module's own test applies them to its package.
 *
 * <pre>{@code
 * @Test
 * void followsTheRulesOfTheHouse() {
 *     ArchitectureRules.forService("kz.negiz.broker").withDomain("kz.negiz.broker.decision..").check();
 * }
 * }</pre>
 */
public final class ArchitectureRules {

    /** The root package of every service. */
    private static final List<String> SERVICES =
            List.of("kz.negiz.gateway", "kz.negiz.registry", "kz.negiz.broker", "kz.negiz.video", "kz.negiz.auditlog");

    private final JavaClasses classes;
    private final List<ArchRule> rules;

    private ArchitectureRules(JavaClasses classes, List<ArchRule> rules) {
        this.classes = classes;
        this.rules = List.copyOf(rules);
    }

    /** All rules for a service: features without cycles, no other service's code, injection through constructors. */
    public static ArchitectureRules forService(String rootPackage) {
        return forService(rootPackage, ImportOption.Predefined.DO_NOT_INCLUDE_TESTS);
    }

    static ArchitectureRules forService(String rootPackage, ImportOption which) {
        List<ArchRule> rules = new ArrayList<>(commonRules(rootPackage));
        rules.add(importsNoService(SERVICES.stream()
                .filter(service -> !service.equals(rootPackage))
                .toList()));
        rules.add(noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .because("services log through SLF4J")
                .allowEmptyShould(true));
        rules.add(noClasses()
                .should(ACCESS_STANDARD_STREAMS)
                .because("services log through SLF4J")
                .allowEmptyShould(true));
        return new ArchitectureRules(classes(rootPackage, which), rules);
    }

    /** All rules for a library: it knows no service. */
    public static ArchitectureRules forLibrary(String rootPackage) {
        List<ArchRule> rules = new ArrayList<>(commonRules(rootPackage));
        rules.add(importsNoService(SERVICES));
        return new ArchitectureRules(classes(rootPackage, ImportOption.Predefined.DO_NOT_INCLUDE_TESTS), rules);
    }

    /** Adds that these packages (ArchUnit notation, e.g. {@code "kz.negiz.broker.decision.."}) are pure rules. */
    public ArchitectureRules withDomain(String... packages) {
        return with(noClasses()
                .that()
                .resideInAnyPackage(packages)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "jakarta.servlet..",
                        "jakarta.persistence..",
                        "java.sql..",
                        "javax.sql..",
                        "org.apache.kafka..")
                .because("rules are pure: they know no framework and no store"));
    }

    /** Adds that these packages keep out of Spring altogether, for libraries in plain Java. */
    public ArchitectureRules withoutSpring() {
        return with(noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .because("this library is plain Java")
                .allowEmptyShould(true));
    }

    /** Adds a rule of the module's own. */
    public ArchitectureRules with(ArchRule rule) {
        List<ArchRule> all = new ArrayList<>(rules);
        all.add(rule);
        return new ArchitectureRules(classes, all);
    }

    /**
     * Holds the code against the rules.
     *
     * @throws AssertionError naming every place where a rule is broken
     */
    public void check() {
        List<String> broken = rules.stream()
                .map(rule -> rule.evaluate(classes))
                .filter(EvaluationResult::hasViolation)
                .map(result -> result.getFailureReport().toString())
                .toList();
        if (!broken.isEmpty()) {
            throw new AssertionError(String.join(System.lineSeparator(), broken));
        }
    }

    private static JavaClasses classes(String rootPackage, ImportOption which) {
        JavaClasses classes = new ClassFileImporter().withImportOption(which).importPackages(rootPackage);
        if (classes.isEmpty()) {
            throw new IllegalArgumentException("no classes below " + rootPackage);
        }
        return classes;
    }

    private static List<ArchRule> commonRules(String rootPackage) {
        return List.of(
                slices().matching(rootPackage + ".(*)..")
                        .should()
                        .beFreeOfCycles()
                        .because("a feature can be read, tested and removed alone")
                        .allowEmptyShould(true),
                injectionThrough("org.springframework.beans.factory.annotation.Autowired"),
                injectionThrough("org.springframework.beans.factory.annotation.Value"),
                injectionThrough("jakarta.inject.Inject"),
                injectionThrough("jakarta.annotation.Resource"),
                settersInjectedBy("org.springframework.beans.factory.annotation.Autowired"),
                settersInjectedBy("jakarta.inject.Inject"),
                noClasses()
                        .should()
                        .haveSimpleNameEndingWith("Util")
                        .orShould()
                        .haveSimpleNameEndingWith("Utils")
                        .orShould()
                        .haveSimpleNameEndingWith("Manager")
                        .orShould()
                        .haveSimpleNameEndingWith("Helper")
                        .because("a name says what the thing is")
                        .allowEmptyShould(true),
                fields().that()
                        .areStatic()
                        .and()
                        .areNotFinal()
                        .should()
                        .haveModifier(JavaModifier.SYNTHETIC)
                        .because("state lives in objects that someone made, not in classes")
                        .allowEmptyShould(true));
    }

    private static ArchRule injectionThrough(String annotation) {
        return noFields()
                .should()
                .beAnnotatedWith(annotation)
                .because("collaborators come through the constructor")
                .allowEmptyShould(true);
    }

    private static ArchRule settersInjectedBy(String annotation) {
        return noMethods()
                .should()
                .beAnnotatedWith(annotation)
                .because("collaborators come through the constructor")
                .allowEmptyShould(true);
    }

    private static ArchRule importsNoService(List<String> services) {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        services.stream().map(service -> service + "..").toArray(String[]::new))
                .because("arrows go from services to libraries; services talk over HTTP and Kafka only")
                .allowEmptyShould(true);
    }
}
