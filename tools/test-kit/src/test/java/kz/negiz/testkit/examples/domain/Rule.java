package kz.negiz.testkit.examples.domain;

class Rule {
    boolean empty(String word) {
        return !org.springframework.util.StringUtils.hasText(word);
    }
}
