package kz.negiz.kit.standing;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.client.RestClientException;
import org.springframework.web.service.annotation.PostExchange;

/**
 * Asks the registry for the standing of an account. Never cache an answer: a block that was answered precedes every later
 * reading.
 */
public interface StandingClient {

    /** As the registry answers; {@link #ask} is for whoever must do something when it doesn't. */
    @PostExchange("/internal/standing")
    Standing standing(@RequestBody Question question);

    /** The standing; nothing if the registry does not say: then it vouches for nobody. */
    default Optional<Standing> ask(Question question) {
        try {
            return Optional.ofNullable(standing(question));
        } catch (RestClientException | IllegalStateException e) {
            LoggerFactory.getLogger(StandingClient.class)
                    .warn(
                            "the registry does not say who stands: {}",
                            e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    /** Whose standing: of the holder of a certificate, or of an account. */
    record Question(
            @Nullable String iin,
            @Nullable String bin,
            @Nullable String system,
            @Nullable UUID accountId) {

        /** Of the holder of a certificate; an IIN or BIN that it lacks is empty. */
        public static Question ofHolder(String iin, String bin) {
            return new Question(iin, bin, null, null);
        }

        /** Of an information system, as its certificate names it: by the body's BIN and the system's identifier. */
        public static Question ofSystem(String bin, String system) {
            return new Question(null, bin, system, null);
        }

        public static Question ofAccount(UUID accountId) {
            return new Question(null, null, null, accountId);
        }

        @Override
        public String toString() {
            return "Question[accountId=" + accountId + "]";
        }
    }
}
