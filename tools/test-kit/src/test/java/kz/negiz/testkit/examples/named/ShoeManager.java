package kz.negiz.testkit.examples.named;

class ShoeManager {}
