package kz.negiz.audit;

import java.util.Optional;
import java.util.SortedMap;

/** The details of one event as the log shows them: commitments, and the ciphertext of salts and values. */
record SealedDetails(SortedMap<String, String> commitments, Optional<String> payload) {}
