package kz.negiz.demo.sources.service;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kz.negiz.demo.sources.register.SubjectKind;
import kz.negiz.demo.sources.world.Job;
import kz.negiz.demo.sources.world.Kin;
import kz.negiz.demo.sources.world.Organisation;
import kz.negiz.demo.sources.world.Person;
import kz.negiz.demo.sources.world.Subject;
import kz.negiz.demo.sources.world.Trade;
import org.jspecify.annotations.Nullable;

/** Who is connected with whom, as a graph. */
final class RelationSources {

    /** A graph stays readable, and an answer small. */
    private static final int MOST_NODES = 120;

    static List<Source> all() {
        return List.of(
                Source.ofBoth(75, "RELATIONS_LEVEL_1", RelationsAnswer.class, subject -> graph(subject, 1)),
                Source.ofBoth(76, "RELATIONS_LEVEL_2", RelationsAnswer.class, subject -> graph(subject, 2)));
    }

    record RelationsAnswer(int level, String root, List<Node> nodes, List<Edge> edges, boolean complete) {}

    /** A person or organisation; the id is its number. */
    record Node(String id, SubjectKind kind, String name, int distance) {}

    record Edge(
            String from,
            String to,
            Relation relation,
            @Nullable LocalDate since,
            String source) {}

    enum Relation {
        SPOUSES,
        PARENT_OF,
        SIBLINGS,
        DIRECTOR_OF,
        FOUNDER_OF,
        EMPLOYEE_OF,
        SELLS_TO
    }

    private static RelationsAnswer graph(Subject root, int level) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        Set<Edge> edges = new LinkedHashSet<>();
        nodes.put(root.number(), node(root, 0));
        List<Subject> reached = List.of(root);
        boolean complete = true;
        for (int distance = 1; distance <= level; distance++) {
            List<Subject> next = new ArrayList<>();
            for (Subject subject : reached) {
                for (Link link : links(subject)) {
                    Subject other = link.other(subject);
                    if (!nodes.containsKey(other.number())) {
                        if (nodes.size() == MOST_NODES) {
                            complete = false;
                            continue;
                        }
                        nodes.put(other.number(), node(other, distance));
                        next.add(other);
                    }
                    edges.add(link.edge());
                }
            }
            reached = next;
        }
        return new RelationsAnswer(level, root.number(), List.copyOf(nodes.values()), List.copyOf(edges), complete);
    }

    private static Node node(Subject subject, int distance) {
        return new Node(subject.number(), SubjectKind.of(subject), subject.fullName(), distance);
    }

    private record Link(
            Subject from,
            Subject to,
            Relation relation,
            @Nullable LocalDate since,
            String source) {

        Subject other(Subject one) {
            return from.equals(one) ? to : from;
        }

        Edge edge() {
            return new Edge(from.number(), to.number(), relation, since, source);
        }
    }

    private static List<Link> links(Subject subject) {
        return switch (subject) {
            case Person person -> ofPerson(person);
            case Organisation organisation -> ofOrganisation(organisation);
        };
    }

    private static List<Link> ofPerson(Person person) {
        List<Link> links = new ArrayList<>();
        for (Kin kin : person.kin()) {
            links.add(kinship(person, kin));
        }
        person.directed().forEach(headed -> links.add(heads(person, headed)));
        person.founded().forEach(founded -> links.add(founds(person, founded)));
        person.jobs().stream()
                .filter(job -> !person.directed().contains(job.employer()))
                .forEach(job -> links.add(employs(job)));
        return links;
    }

    private static List<Link> ofOrganisation(Organisation organisation) {
        List<Link> links = new ArrayList<>();
        organisation.director().ifPresent(director -> links.add(heads(director, organisation)));
        organisation.founders().forEach(founder -> links.add(founds(founder.person(), organisation)));
        organisation.staff().stream()
                .filter(job ->
                        !organisation.director().filter(job.person()::equals).isPresent())
                .forEach(job -> links.add(employs(job)));
        for (Trade trade : organisation.trades()) {
            Trades.Waybill waybill = Trades.waybill(organisation, trade);
            links.add(
                    new Link(waybill.seller(), waybill.buyer(), Relation.SELLS_TO, waybill.sentOn(), "COUNTERPARTIES"));
        }
        return links;
    }

    /** Written the same way from whichever side it is seen. */
    private static Link kinship(Person person, Kin kin) {
        Person other = kin.person();
        boolean first = person.number().compareTo(other.number()) < 0;
        String source = "CIVIL_STATUS_ACTS";
        return switch (kin.kind()) {
            case PARENT -> new Link(other, person, Relation.PARENT_OF, person.birthDate(), source);
            case CHILD -> new Link(person, other, Relation.PARENT_OF, other.birthDate(), source);
            case SPOUSE -> new Link(first ? person : other, first ? other : person, Relation.SPOUSES, null, source);
            case SIBLING -> new Link(first ? person : other, first ? other : person, Relation.SIBLINGS, null, source);
        };
    }

    private static Link heads(Person person, Organisation organisation) {
        return new Link(
                person, organisation, Relation.DIRECTOR_OF, organisation.registeredOn(), "LEGAL_ENTITIES_REGISTER");
    }

    private static Link founds(Person person, Organisation organisation) {
        return new Link(
                person, organisation, Relation.FOUNDER_OF, organisation.registeredOn(), "LEGAL_ENTITIES_REGISTER");
    }

    private static Link employs(Job job) {
        return new Link(
                job.person(), job.employer(), Relation.EMPLOYEE_OF, job.since().atDay(1), "PENSION_CONTRIBUTIONS");
    }

    private RelationSources() {}
}
