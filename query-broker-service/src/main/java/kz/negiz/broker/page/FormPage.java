package kz.negiz.broker.page;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kz.negiz.broker.desk.RememberedBases;
import kz.negiz.broker.desk.Templates;
import kz.negiz.broker.desk.Unfinished;
import kz.negiz.broker.question.BasisPreview;
import kz.negiz.broker.question.OpenServices;
import kz.negiz.broker.question.OpenServices.OpenProfile;
import kz.negiz.broker.question.Questions;
import kz.negiz.kit.identity.Caller;
import kz.negiz.portal.PortalPage;
import kz.negiz.rules.BasisKind;
import kz.negiz.rules.Subject;
import kz.negiz.rules.SubjectReading;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The page of the form, from whichever way one comes to it: with what was typed, what is open, and what is at hand. */
@Component
class FormPage {

    private final OpenServices open;
    private final BasisPreview bases;
    private final RememberedBases remembered;
    private final Templates templates;
    private final Unfinished unfinished;
    private final Questions questions;
    private final PortalPage portal;
    private final ServiceThemes themes = new ServiceThemes();
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    FormPage(
            OpenServices open,
            BasisPreview bases,
            RememberedBases remembered,
            Templates templates,
            Unfinished unfinished,
            Questions questions,
            PortalPage portal) {
        this.open = open;
        this.bases = bases;
        this.remembered = remembered;
        this.templates = templates;
        this.unfinished = unfinished;
        this.questions = questions;
        this.portal = portal;
    }

    /** The whole page. */
    ModelAndView of(AskForm form, BasisPreview.Preview preview, Map<String, String> errors, Rights rights) {
        HttpStatus status = errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT;
        Optional<OpenProfile> profile = rights.of(form);
        ModelAndView page = part(form, preview, errors, rights);
        page.setStatus(status);
        return page.addObject("recent", List.of())
                .addObject("begun", List.of())
                .addObject("templates", templates.of(rights.reader(), portal.language()))
                .addObject("profiles", rights.to().profiles())
                .addObject("bases", rights.to().chosenBases())
                .addObject("keeping", null)
                .addObject(
                        "themes",
                        profile.map(right -> themes.group(right.services())).orElse(Map.of()));
    }

    /**
     * The same with what the register of inspections says of it; under the first of the reader's access rights where its own is not open
     * any more, so that nothing of it is lost.
     */
    ModelAndView again(AskForm form, Rights rights) {
        AskForm open = rights.of(form).isPresent() ? form : form.with("profile", rights.first());
        return of(open, lookedUp(open, rights), Map.of(), rights);
    }

    /** What the part about basis and subject needs. */
    ModelAndView part(AskForm form, BasisPreview.Preview preview, Map<String, String> errors, Rights rights) {
        return new ModelAndView("questions/ask")
                .addObject(
                        "form",
                        form.unfinished().isPresent()
                                ? form
                                : form.with("unfinished", ids.generate().toString()))
                .addObject("errors", errors)
                .addObject("preview", preview)
                .addObject("subjects", subjects(form))
                .addObject("labels", AskForm.LABELS)
                .addObject("profile", rights.of(form).orElse(null))
                .addObject(
                        "offer",
                        offer(form, preview, rights)
                                .map(offer -> Offered.of(offer, form))
                                .filter(offered -> !offered.isEmpty())
                                .orElse(null));
    }

    Rights rights(Caller.User reader) {
        return new Rights(open.of(reader, portal.language()), reader);
    }

    /** What the register of inspections says of the number that was typed. */
    BasisPreview.Preview lookedUp(AskForm form, Rights rights) {
        return rights.of(form)
                .filter(profile -> profile.basisKind() == BasisKind.INSPECTION_NUMBER)
                .map(profile -> bases.inspection(form.of("number"), rights.reader(), portal.language()))
                .orElseGet(BasisPreview.Preview::none);
    }

    /** What was asked under the basis before; nothing without the register's word. */
    Optional<RememberedBases.Offer> offer(AskForm form, BasisPreview.Preview preview, Rights rights) {
        Optional<BasisKind> kind = rights.of(form).map(OpenProfile::basisKind);
        if (kind.filter(BasisKind.INSPECTION_NUMBER::equals).isPresent()) {
            return remembered.ofInspection(form.of("number"), rights.reader(), preview);
        }
        if (kind.filter(BasisKind.CRIMINAL_CASE_NUMBER::equals).isPresent()
                && !form.of("number").isBlank()) {
            questions.requireStanding(rights.reader());
            return remembered.ofCase(form.of("number"), rights.reader());
        }
        return Optional.empty();
    }

    /** Keeps what was typed until it is asked or thrown away. */
    Unfinished.Keeping keep(AskForm form, Caller.User reader) {
        return form.unfinished()
                .map(id -> unfinished.keep(id, form.typed(), reader))
                .orElse(Unfinished.Keeping.NOTHING_TYPED);
    }

    static List<Typed> subjects(AskForm form) {
        return form.numbers().stream()
                .map(typed -> Typed.of(typed, SubjectReading.recognise(typed)))
                .toList();
    }

    /** What the reader may ask. */
    record Rights(OpenServices.OpenTo to, Caller.User reader) {

        boolean has(String profile) {
            return to.profiles().stream().anyMatch(open -> open.code().equals(profile));
        }

        String first() {
            return to.profiles().stream().findFirst().map(OpenProfile::code).orElse("");
        }

        Optional<OpenProfile> of(AskForm form) {
            return to.profiles().stream()
                    .filter(open -> open.code().equals(form.of("profile")))
                    .findFirst();
        }
    }

    /**
     * A subject as it was typed.
     *
     * @param value its canonical form, or else what was typed
     * @param label what it is; empty where it can't be read
     * @param number whether it is an IIN or BIN
     * @param fault what is wrong with it
     * @param doubtful whether a check digit that nobody is bound to does not fit
     */
    record Typed(String value, String label, boolean number, String fault, boolean doubtful) {

        static Typed of(String typed, SubjectReading reading) {
            return switch (reading) {
                case SubjectReading.Read(Subject subject) ->
                    new Typed(
                            subject.shown(),
                            subject.label(),
                            subject.kind().isNational(),
                            "",
                            subject instanceof Subject.Vin vin && vin.isDoubtful());
                case SubjectReading.Wrong(String _, SubjectReading.Fault fault) ->
                    new Typed(typed, "", false, fault.name(), false);
            };
        }

        @Override
        public String toString() {
            return "Typed[" + label + "]";
        }
    }

    /**
     * What is offered of an earlier question under the same basis.
     *
     * @param subjects those that the form does not name yet
     * @param fill whether its services and purpose are others than the form's
     */
    record Offered(List<Again> subjects, boolean fill) {

        /** A subject to tick. */
        record Again(String sent, Typed typed) {}

        static Offered of(RememberedBases.Offer offer, AskForm form) {
            List<Subject> named = form.readable();
            return new Offered(
                    offer.subjects().stream()
                            .filter(subject -> !named.contains(subject))
                            .map(subject -> new Again(
                                    AskForm.offered(subject),
                                    new Typed(
                                            subject.shown(),
                                            subject.label(),
                                            subject.kind().isNational(),
                                            "",
                                            false)))
                            .toList(),
                    !offer.services().equals(form.services())
                            || !offer.purpose().equals(form.of("purpose")));
        }

        boolean isEmpty() {
            return subjects.isEmpty() && !fill;
        }

        @Override
        public String toString() {
            return "Offered[" + subjects.size() + "]";
        }
    }
}
