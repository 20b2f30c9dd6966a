package kz.negiz.broker.replay;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;

/** Counts on their way through a page, which shows them to whom they came from. */
final class Tallies {

    private static final int FIELDS = 8;

    private Tallies() {}

    static String write(Replay.Counts counts) {
        return LongStream.of(
                        counts.questions(),
                        counts.same(),
                        counts.opens(),
                        counts.closes(),
                        counts.alters(),
                        counts.openQuestions(),
                        counts.notReproduced(),
                        counts.unreadable())
                .mapToObj(String::valueOf)
                .collect(Collectors.joining("-"));
    }

    static Replay.Counts read(String tally) {
        if (tally.isEmpty()) {
            return Replay.Counts.NONE;
        }
        if (!tally.matches("\\d{1,12}(-\\d{1,12}){7}")) {
            throw new ProblemException(CommonProblem.INVALID_INPUT, "tally").with("fields", "tally");
        }
        long[] counts = Arrays.stream(tally.split("-", FIELDS))
                .mapToLong(Long::parseLong)
                .toArray();
        return new Replay.Counts(
                counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], counts[6], counts[7]);
    }
}
