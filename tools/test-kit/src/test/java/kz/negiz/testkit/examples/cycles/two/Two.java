package kz.negiz.testkit.examples.cycles.two;

public class Two {
    public kz.negiz.testkit.examples.cycles.one.One other() {
        return new kz.negiz.testkit.examples.cycles.one.One();
    }
}
