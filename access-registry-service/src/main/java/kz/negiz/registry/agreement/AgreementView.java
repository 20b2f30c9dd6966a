package kz.negiz.registry.agreement;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import kz.negiz.registry.standing.AgreementForm;
import org.jspecify.annotations.Nullable;

/**
 * The agreement as a user is shown it.
 *
 * @param needed whether this account signs one at all
 * @param document base64 of the document to sign; absent when there is nothing to sign
 * @param statement the acceptance in words, as it stands in the document
 * @param signedAt when the text in force was signed; absent when it was not
 */
record AgreementView(
        boolean needed,
        AgreementForm form,
        String version,
        String language,
        String title,
        List<String> clauses,
        @Nullable String statement,
        @Nullable String document,
        @Nullable Instant signedAt) {

    static AgreementView notNeeded(AgreementForm form, AgreementText text, String language) {
        return view(false, form, text, language, null, null);
    }

    static AgreementView signed(AgreementForm form, AgreementText text, String language, AgreementSignature signed) {
        return view(true, form, text, language, null, signed.recordedAt());
    }

    static AgreementView toSign(AgreementForm form, AgreementText text, String language, AgreementDocument document) {
        return view(true, form, text, language, document, null);
    }

    private static AgreementView view(
            boolean needed,
            AgreementForm form,
            AgreementText text,
            String language,
            @Nullable AgreementDocument document,
            @Nullable Instant signedAt) {
        return new AgreementView(
                needed,
                form,
                text.version(),
                language,
                text.title(language),
                text.clauses(language),
                document == null ? null : document.statement(),
                document == null ? null : Base64.getEncoder().encodeToString(document.bytes()),
                signedAt);
    }
}
