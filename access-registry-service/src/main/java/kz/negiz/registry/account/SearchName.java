package kz.negiz.registry.account;

import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;

/** A part of a name to look for. Addresses end up in logs and histories, so a number in one is refused. */
final class SearchName {

    private SearchName() {}

    static String checked(String name) {
        if (name.length() > 100 || name.chars().anyMatch(Character::isDigit)) {
            throw new ProblemException(CommonProblem.INVALID_INPUT, "name");
        }
        return name.strip();
    }
}
