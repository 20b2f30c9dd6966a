package kz.negiz.cli.rules;

import java.util.stream.Collectors;
import kz.negiz.rules.Finding;
import kz.negiz.rules.Order;
import kz.negiz.rules.Profile;
import kz.negiz.rules.Reason;
import kz.negiz.rules.Redaction;

/** A comparison in words. */
final class FindingText {

    private FindingText() {}

    static String check(Finding finding) {
        return switch (finding) {
            case Finding.Holder holder -> "HOLDER";
            case Finding.CellSays cell -> "CELL";
            case Finding.Action action -> "ACTION";
            case Finding.Reduced reduced -> "REDUCTION";
            case Finding.Listed listed -> "ARTICLE";
        };
    }

    static String words(Finding finding) {
        return switch (finding) {
            case Finding.Holder holder -> words(holder);
            case Finding.CellSays cell -> words(cell);
            case Finding.Action action ->
                action.service().code() + " is an encumbrance, an action and not a question: the cell is its right.";
            case Finding.Reduced(Redaction redaction) ->
                "A reduced answer keeps only " + String.join(", ", redaction.keep())
                        + redaction.conditions().stream()
                                .map(condition -> ", and only where " + condition.path() + " is " + condition.value())
                                .collect(Collectors.joining())
                        + ".";
            case Finding.Listed listed ->
                listed.entry()
                        .map(entry -> "Article " + listed.article() + " is covered by the entry " + entry
                                + " of annex 8 of Order 150: open, and whole.")
                        .orElseGet(() -> "Article " + listed.article() + " is covered by none of the "
                                + listed.entries() + " entries of annex 8 of Order 150: closed.");
        };
    }

    /** {@code annex 1 of Order 150, column 1}. */
    static String place(Profile profile) {
        return "annex " + profile.annex() + " of " + order(profile.order()) + ", column " + profile.column();
    }

    static String order(Order order) {
        return switch (order) {
            case ORDER_41 -> "Order 41";
            case ORDER_150 -> "Order 150";
        };
    }

    private static String words(Finding.CellSays found) {
        String place = capital(place(found.profile())) + " (" + found.profile().code() + "), paragraphs "
                + found.profile().paragraphs() + "; service "
                + found.service().number() + " (" + found.service().code() + "): ";
        if (!found.present()) {
            return place + "the column does not have it, so it is closed.";
        }
        return place
                + switch (found.cell()) {
                    case FULL -> "the cell opens the whole answer.";
                    case REDUCED -> "the cell opens a reduced answer.";
                    case LISTED_ARTICLES_ONLY ->
                        "the cell opens it only in cases under the articles of annex 8 (paragraph 9).";
                    case NONE -> "the cell is empty, so it is closed.";
                };
    }

    private static String words(Finding.Holder holder) {
        String who = (holder.bodyKind().isEmpty() ? "any body" : holder.bodyKind()) + ", "
                + (holder.roleCode().isEmpty() ? "any role" : holder.roleCode());
        String profile = holder.profile().code();
        return holder.refusal().map(reason -> refused(reason, holder)).orElse(profile + " is open to them.")
                + " (Compared: "
                + who + ".)";
    }

    private static String refused(Reason reason, Finding.Holder holder) {
        Profile profile = holder.profile();
        return switch (reason) {
            case ROLE_WITHOUT_GROUND ->
                "The list of roles does not give " + holder.roleCode() + " the ground " + profile.ground() + " of "
                        + profile.code() + ".";
            case PROFILE_OF_A_SYSTEM ->
                profile.code() + " belongs to an information system of the body, not to a person.";
            case NO_PROFILE_FOR_OTHER_TASKS -> "The orders give this body no column for its other tasks.";
            default -> profile.code() + " does not belong to them.";
        };
    }

    static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
