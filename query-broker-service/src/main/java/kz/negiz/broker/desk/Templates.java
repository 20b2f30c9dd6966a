package kz.negiz.broker.desk;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import kz.negiz.broker.desk.DeskItems.Item;
import kz.negiz.broker.desk.DeskItems.Kind;
import kz.negiz.broker.document.QuestionFields;
import kz.negiz.broker.edition.Editions;
import kz.negiz.broker.question.OpenServices;
import kz.negiz.broker.question.OpenServices.OpenProfile;
import kz.negiz.broker.question.OpenServices.OpenService;
import kz.negiz.broker.question.Questions;
import kz.negiz.broker.refusal.BrokerProblem;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.rules.Basis;
import kz.negiz.rules.BasisKind;
import kz.negiz.rules.PlainText;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Templates of questions: named by an officer, for this officer alone, with everything but the basis's number and the subject. A
 * template opens nothing: of its services only those count that are open to the officer when it is chosen (R41-8).
 */
@Component
public class Templates {

    static final int LONGEST_NAME = 80;

    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final DeskItems items;
    private final Questions questions;
    private final OpenServices open;
    private final Editions editions;
    private final JsonMapper json = JsonMapper.builder().build();
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    Templates(DeskItems items, Questions questions, OpenServices open, Editions editions) {
        this.items = items;
        this.questions = questions;
        this.open = open;
        this.editions = editions;
    }

    /**
     * What a template is made of.
     *
     * @param profile access right
     * @param code the chosen basis, where the access right asks for one
     * @param purpose may be empty
     */
    public record Content(String profile, @Nullable String code, String purpose, List<String> services) {

        public Content {
            services = List.copyOf(services);
        }

        @Override
        public String toString() {
            return "Content[" + profile + ", " + services + "]";
        }
    }

    /** How a template is kept. */
    private record Named(String name, Content content) {

        @Override
        public String toString() {
            return "Named[" + content + "]";
        }
    }

    /**
     * A template as it may be used now.
     *
     * @param profileName the access right in words
     * @param basisKind what the access right asks for; absent where it is not open to the officer any more
     * @param services those that are open now
     * @param leftOut titles of those that are not
     */
    public record Template(
            UUID id,
            String name,
            String profile,
            String profileName,
            @Nullable BasisKind basisKind,
            @Nullable String code,
            String purpose,
            List<String> services,
            List<String> leftOut) {

        public Template {
            services = List.copyOf(services);
            leftOut = List.copyOf(leftOut);
        }

        @Override
        public String toString() {
            return "Template[" + id + "]";
        }
    }

    /** The officer's templates by name, as they may be used now. */
    public List<Template> of(Caller.User officer, String language) {
        questions.requireStanding(officer);
        OpenServices.OpenTo may = open.of(officer, language);
        return items.of(officer.account(), Kind.TEMPLATE).stream()
                .map(item -> template(item.id(), named(item), may, language))
                .sorted((one, other) -> one.name().compareToIgnoreCase(other.name()))
                .toList();
    }

    /**
     * One of them.
     *
     * @throws ProblemException where the officer has none of this id
     */
    public Template one(UUID id, Caller.User officer, String language) {
        questions.requireStanding(officer);
        return items.find(id, officer.account(), Kind.TEMPLATE)
                .map(item -> template(id, named(item), open.of(officer, language), language))
                .orElseThrow(() -> new ProblemException(CommonProblem.NOT_FOUND));
    }

    /**
     * Makes a template of a question that the officer asked.
     *
     * @throws ProblemException as {@link #make} does, and where it is nobody's or somebody else's question
     */
    public Template ofQuestion(UUID question, String name, Caller.User officer, String language) {
        QuestionFields fields = questions.earlier(question, officer).fields();
        return make(
                name,
                new Content(
                        fields.profile(),
                        fields.basis() instanceof Basis.Chosen chosen ? chosen.code() : null,
                        fields.purpose(),
                        fields.services()),
                officer,
                language);
    }

    /**
     * Makes a template.
     *
     * @throws ProblemException where it has no name or no service, the name is taken, or there are as many as one may have
     */
    public Template make(String name, Content content, Caller.User officer, String language) {
        String tidy = SPACES.matcher(Normalizer.normalize(name, Normalizer.Form.NFC))
                .replaceAll(" ")
                .strip();
        if (tidy.isEmpty() || tidy.length() > LONGEST_NAME || !PlainText.isPlain(tidy)) {
            throw wrong("name");
        }
        OpenProfile profile = open.of(officer, language).profiles().stream()
                .filter(one -> one.code().equals(content.profile()))
                .findFirst()
                .orElseThrow(() -> wrong("profile"));
        List<String> services = content.services().stream()
                .distinct()
                .filter(code -> isOpen(profile, code))
                .toList();
        if (services.isEmpty()) {
            throw wrong("services");
        }
        if (content.purpose().length() > QuestionFields.MAX_PURPOSE) {
            throw wrong("purpose");
        }
        Named named = new Named(
                tidy,
                new Content(content.profile(), content.code(), content.purpose().strip(), services));
        UUID id = ids.generate();
        items.keepInView(officer.account(), Kind.TEMPLATE, kept -> {
            if (kept.stream().anyMatch(item -> named(item).name().equalsIgnoreCase(tidy))) {
                throw new ProblemException(BrokerProblem.TEMPLATE_NAME_TAKEN);
            }
            if (kept.size() >= Kind.TEMPLATE.most()) {
                throw new ProblemException(BrokerProblem.TOO_MANY_TEMPLATES, Kind.TEMPLATE.most());
            }
            return Item.toKeep(id, json.writeValueAsBytes(named));
        });
        return template(id, named, open.of(officer, language), language);
    }

    /** Throws one away; false where the officer has none of this id. */
    public boolean remove(UUID id, Caller.User officer) {
        return items.remove(id, officer.account(), Kind.TEMPLATE);
    }

    private Template template(UUID id, Named named, OpenServices.OpenTo may, String language) {
        Content content = named.content();
        Optional<OpenProfile> profile = may.profiles().stream()
                .filter(one -> one.code().equals(content.profile()))
                .findFirst();
        List<String> services = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (String code : content.services()) {
            if (profile.filter(right -> isOpen(right, code)).isPresent()) {
                services.add(code);
            } else {
                leftOut.add(title(code, language));
            }
        }
        return new Template(
                id,
                named.name(),
                content.profile(),
                profile.map(OpenProfile::name).orElseGet(() -> profileName(content.profile(), language)),
                profile.map(OpenProfile::basisKind).orElse(null),
                content.code(),
                content.purpose(),
                services,
                leftOut);
    }

    private static boolean isOpen(OpenProfile profile, String code) {
        return profile.services().stream().map(OpenService::code).anyMatch(code::equals);
    }

    private String title(String code, String language) {
        return editions.current().edition().serviceTitle(code, language);
    }

    private String profileName(String code, String language) {
        return editions.current().edition().profileName(code, language);
    }

    private Named named(Item item) {
        return json.readValue(item.content(), Named.class);
    }

    private static ProblemException wrong(String field) {
        return new ProblemException(CommonProblem.INVALID_INPUT, field).with("fields", field);
    }
}
