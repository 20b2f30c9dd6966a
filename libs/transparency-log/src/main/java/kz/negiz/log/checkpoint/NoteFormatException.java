package kz.negiz.log.checkpoint;

/** Text that is no signed note, checkpoint or key of one. */
public final class NoteFormatException extends IllegalArgumentException {

    public NoteFormatException(String message) {
        super(message);
    }
}
