package kz.negiz.benchmarks;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.policy.ValidationPolicy;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.policy.ValidationPolicyFacade;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonCertificateSource;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.cert.X509CRL;
import java.util.List;
import java.util.Objects;
import kz.negiz.eds.TrustBundle;

/** The same check by EU DSS, offline: its own policy, read once, the same anchors, authorities and lists, no ETSI report. */
final class DssValidation {

    private final CommonCertificateVerifier verifier = new CommonCertificateVerifier();
    private final ValidationPolicy policy;

    DssValidation(TrustBundle bundle) throws Exception {
        CommonTrustedCertificateSource anchors = new CommonTrustedCertificateSource();
        CommonCertificateSource intermediates = new CommonCertificateSource();
        // It knows no national algorithm: a GOST certificate or list stops it.
        bundle.anchors().stream()
                .filter(each -> !each.getSigAlgOID().startsWith("1.2.398."))
                .forEach(each -> anchors.addCertificate(new CertificateToken(each)));
        bundle.intermediates().stream()
                .filter(each -> !each.getSigAlgOID().startsWith("1.2.398."))
                .forEach(each -> intermediates.addCertificate(new CertificateToken(each)));
        List<X509CRL> lists = bundle.crls().stream()
                .filter(each -> !each.getSigAlgOID().startsWith("1.2.398."))
                .filter(each -> each.getExtensionValue("2.5.29.27") == null)
                .toList();
        InputStream[] encoded = new InputStream[lists.size()];
        for (int i = 0; i < encoded.length; i++) {
            encoded[i] = new ByteArrayInputStream(lists.get(i).getEncoded());
        }
        verifier.setTrustedCertSources(anchors);
        verifier.setAdjunctCertSources(intermediates);
        verifier.setCrlSource(new ExternalResourcesCRLSource(encoded));
        verifier.setOcspSource(null);
        verifier.setAIASource(null);
        try (InputStream file =
                Objects.requireNonNull(DssValidation.class.getResourceAsStream("/policy/constraint.xml"))) {
            policy = ValidationPolicyFacade.newFacade().getValidationPolicy(file);
        }
    }

    boolean isValid(SignatureCorpus.Case each) {
        return Indication.TOTAL_PASSED == indication(each);
    }

    private Indication indication(SignatureCorpus.Case each) {
        SimpleReport report = report(each);
        return report.getIndication(report.getFirstSignatureId());
    }

    SimpleReport report(SignatureCorpus.Case each) {
        SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(new InMemoryDocument(each.cms()));
        validator.setDetachedContents(List.of(new InMemoryDocument(each.content())));
        validator.setCertificateVerifier(verifier);
        validator.setEnableEtsiValidationReport(false);
        return validator.validateDocument(policy).getSimpleReport();
    }
}
