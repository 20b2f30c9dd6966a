package kz.negiz.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import kz.negiz.eds.SignatureVerifier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is compared does the same work: all judge the corpus alike. */
class SignatureCorpusTest {

    @ParameterizedTest
    @EnumSource
    void whatIsComparedJudgesAlike(SignatureKind kind) throws Exception {
        SignatureCorpus corpus = SignatureCorpus.of(kind);
        SignatureVerifier verifier = corpus.verifier();
        DssValidation dss = new DssValidation(corpus.bundle());
        for (SignatureCorpus.Case each : corpus.all()) {
            assertThat(SignatureCorpus.isValid(verifier, each)).as(each.name()).isEqualTo(each.valid());
            if (kind != SignatureKind.GOST_512) {
                assertThat(dss.isValid(each))
                        .as(() -> "DSS: " + each.name() + ": "
                                + dss.report(each).getJaxbModel().getSignatureOrTimestampOrEvidenceRecord())
                        .isEqualTo(each.valid());
            }
        }
        BareCms bare = kind == SignatureKind.GOST_512 ? new BareCms(new BouncyCastleProvider()) : new BareCms();
        assertThat(bare.isValid(kind == SignatureKind.GOST_512 ? BareCms.russian() : corpus.good()))
                .isTrue();
    }
}
