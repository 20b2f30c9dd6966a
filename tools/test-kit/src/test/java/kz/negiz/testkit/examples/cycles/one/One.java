package kz.negiz.testkit.examples.cycles.one;

public class One {
    public kz.negiz.testkit.examples.cycles.two.Two other() {
        return new kz.negiz.testkit.examples.cycles.two.Two();
    }
}
