package kz.negiz.demo.sources.service;

import kz.negiz.demo.sources.register.SubjectKind;
import kz.negiz.demo.sources.world.Draw;
import kz.negiz.demo.sources.world.Organisation;
import kz.negiz.demo.sources.world.Person;
import kz.negiz.demo.sources.world.Subject;

/** Somebody named in an answer. */
record Party(SubjectKind kind, String number, String name) {

    static Party of(Subject subject) {
        return new Party(SubjectKind.of(subject), subject.number(), subject.fullName());
    }

    /** Some other organisation of the population. */
    static Organisation someOrganisation(Draw draw) {
        while (true) {
            var found = Organisation.withBin(kz.negiz.demo.pki.SyntheticNumbers.bin("party " + draw.digits(9)));
            if (found.isPresent()) {
                return found.orElseThrow();
            }
        }
    }

    /** Some other person of the population. */
    static Person somePerson(Draw draw) {
        while (true) {
            var found = Person.withIin(kz.negiz.demo.pki.SyntheticNumbers.iin("party " + draw.digits(9)));
            if (found.isPresent()) {
                return found.orElseThrow();
            }
        }
    }
}
