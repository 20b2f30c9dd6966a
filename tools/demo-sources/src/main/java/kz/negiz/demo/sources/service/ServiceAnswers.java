package kz.negiz.demo.sources.service;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The services' answers for those who speak otherwise than JSON over HTTP. */
public interface ServiceAnswers {

    /**
     * Answers a question, with the faults that are switched on for the service; what it wants done is done.
     *
     * @param question as over HTTP: {@code {requestId, subject, action}}
     * @return {@code {service, subject, retrievedAt, data}}, an empty object where the question is wrong; nothing where the
     *     service is down
     */
    Optional<JsonNode> answer(String code, JsonNode question);

    /**
     * Tells what became of an action.
     *
     * @return {@code {service, knownSince, outcome}}, an empty object where there is no such service
     */
    JsonNode becameOf(String code, String requestId);
}
