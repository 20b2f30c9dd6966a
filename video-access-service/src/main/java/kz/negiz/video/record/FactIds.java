package kz.negiz.video.record;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.util.UUID;

/** Ids of facts: UUIDs of version 7, which sort by time. */
public final class FactIds {

    private static final NoArgGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    private FactIds() {}

    public static UUID next() {
        return GENERATOR.generate();
    }
}
