package kz.negiz.broker.testkit;

/** Stands for another service's code in the test of the architecture rules. */
public final class OfTheBroker {

    private OfTheBroker() {}

    public static String word() {
        return "word";
    }
}
