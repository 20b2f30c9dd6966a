package kz.negiz.broker.document;

import java.util.Optional;
import kz.negiz.rules.SubjectReading;

/** A question document that is not of the format. Names the field and never repeats what stands in it. */
public final class DocumentRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final transient Optional<WrongSubject> subject;

    DocumentRefused(String field, String sentence) {
        super(field + ": " + sentence);
        this.field = field;
        this.subject = Optional.empty();
    }

    DocumentRefused(int ordinal, SubjectReading.Wrong wrong) {
        super("subjects: " + ordinal + ": " + wrong.field() + ": " + wrong.fault());
        this.field = "subjects";
        this.subject = Optional.of(new WrongSubject(ordinal, wrong));
    }

    /** A subject that can't be read, and which of them it is, from 1. */
    public record WrongSubject(int ordinal, SubjectReading.Wrong wrong) {}

    /** The subject that is wrong, where it is one. */
    public Optional<WrongSubject> subject() {
        return subject;
    }

    /** The field that is wrong; {@code document} when it is the whole. */
    public String field() {
        return field;
    }
}
