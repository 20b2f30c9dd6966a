package kz.negiz.broker.encumbrance;

/** How far an encumbrance has come. */
enum EncumbranceState {
    /** Not permitted; it was never to be confirmed. */
    REFUSED(true),
    /** Permitted; it waits for its officer. */
    WAITS(false),
    /** Confirmed by its officer, and not sent yet. */
    CONFIRMED(false),
    /** On record as being sent; nobody sends it again. */
    SENDING(false),
    /** Sent, and nobody can say yet what became of it. */
    UNKNOWN(false),
    /** Carried out. */
    DONE(true),
    /** The owner of the register did not carry it out. */
    REJECTED(true),
    /** Sent, and never carried out: it did not reach the owner of the register in time. */
    NOT_EXECUTED(true),
    /** Its officer does not want it. */
    DECLINED(true),
    /** Not confirmed or not sent in time, or what it rested on has ended; it was never sent. */
    LAPSED(true);

    private final boolean end;

    EncumbranceState(boolean end) {
        this.end = end;
    }

    /** Whether nothing comes after it. */
    boolean isEnd() {
        return end;
    }
}
