package kz.negiz.testkit.examples.foreign;

class Foreign {
    String word() {
        return kz.negiz.broker.testkit.OfTheBroker.word();
    }
}
