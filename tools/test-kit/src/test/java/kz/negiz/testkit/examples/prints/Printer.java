package kz.negiz.testkit.examples.prints;

class Printer {
    void print() {
        System.out.println("word");
    }
}
