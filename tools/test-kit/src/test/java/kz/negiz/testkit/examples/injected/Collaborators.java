package kz.negiz.testkit.examples.injected;

class Collaborators {

    @org.springframework.beans.factory.annotation.Autowired
    @org.jspecify.annotations.Nullable
    String word;
}
