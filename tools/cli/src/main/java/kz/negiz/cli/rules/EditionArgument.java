package kz.negiz.cli.rules;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import kz.negiz.rules.InvalidEditionException;
import kz.negiz.rules.Rules;
import kz.negiz.rules.ShippedEdition;
import org.jspecify.annotations.Nullable;

/**
 * An edition as a command names it: the number of a shipped one, a folder with the same files, or nothing for the shipped
 * one in force.
 */
record EditionArgument(ShippedEdition files, Rules rules) {

    static EditionArgument of(@Nullable String argument) {
        try {
            ShippedEdition files = argument == null ? inForce() : named(argument);
            return new EditionArgument(files, files.rules());
        } catch (InvalidEditionException e) {
            throw new CommandFailed(
                    Negiz.REFUSED, "The edition contradicts itself or is not whole: " + e.getMessage() + ".");
        }
    }

    private static ShippedEdition inForce() {
        Instant now = Instant.now();
        return ShippedEdition.all().stream()
                .filter(edition -> !edition.validFrom().isAfter(now))
                .max(Comparator.comparingInt(ShippedEdition::number))
                .orElseThrow(() -> new CommandFailed(Negiz.REFUSED, "No shipped edition is in force yet."));
    }

    private static ShippedEdition named(String argument) {
        if (argument.matches("\\d{1,9}")) {
            List<ShippedEdition> shipped = ShippedEdition.all();
            return shipped.stream()
                    .filter(edition -> edition.number() == Integer.parseInt(argument))
                    .findFirst()
                    .orElseThrow(() -> new CommandFailed(
                            Negiz.USAGE,
                            "Edition " + argument + " is not shipped; there is "
                                    + shipped.stream()
                                            .map(edition -> String.valueOf(edition.number()))
                                            .collect(Collectors.joining(", "))
                                    + "."));
        }
        Path folder = Path.of(argument);
        if (!Files.isDirectory(folder)) {
            throw new CommandFailed(
                    Negiz.USAGE, "An edition is the number of a shipped one or a folder; " + argument + " is neither.");
        }
        return ShippedEdition.in(folder);
    }
}
