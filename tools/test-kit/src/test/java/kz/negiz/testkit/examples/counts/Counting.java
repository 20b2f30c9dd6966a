package kz.negiz.testkit.examples.counts;

class Counting {
    static int counter;

    void count() {
        counter++;
    }
}
