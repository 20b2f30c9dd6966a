package kz.negiz.broker.copy;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.enumerations.ASiCContainerType;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonCertificateSource;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import kz.negiz.broker.BrokerApi;
import kz.negiz.broker.BrokerUnderTest;
import kz.negiz.eds.SealedContainer;
import kz.negiz.eds.TrustBundle;
import org.apache.pdfbox.preflight.ValidationResult;
import org.apache.pdfbox.preflight.parser.PreflightParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("Copies as other programs read them")
class OtherReadersTest extends BrokerUnderTest {

    private static final String INSPECTION = "T-63";

    @TempDir
    Path folder;

    private byte[] container;

    @BeforeEach
    void take() {
        api.openInspection(INSPECTION);
        AROUND.data.put("VEHICLES", "{\"vehicles\":[{\"plate\":\"001AAA02\",\"make\":\"Toyota\"}]}");
        UUID id = api.ask(api.head(), "head", BrokerApi.underInspection(INSPECTION, "VEHICLES"))
                .id();
        container = api.postForFile(
                        "/api/questions/" + id + "/copies",
                        api.head(),
                        JsonMapper.builder()
                                .build()
                                .createObjectNode()
                                .put("form", "ASIC_E")
                                .put("noticeRead", true))
                .body();
    }

    @Test
    @DisplayName("EU DSS finds an ASiC-E container with one CAdES baseline seal over every file, and it stands")
    void dss() throws Exception {
        Reports reports = validated(container);

        SimpleReport report = reports.getSimpleReport();
        String seal = report.getFirstSignatureId();
        assertThat(report.getSignaturesCount()).isEqualTo(1);
        assertThat(report.getContainerType()).isEqualTo(ASiCContainerType.ASiC_E);
        assertThat(report.getIndication(seal))
                .as(report.getAdESValidationErrors(seal).toString())
                .isEqualTo(Indication.TOTAL_PASSED);
        DiagnosticData diagnostic = reports.getDiagnosticData();
        SignatureWrapper wrapper = diagnostic.getSignatureById(seal);
        assertThat(wrapper.getSignatureFormat()).isEqualTo(SignatureLevel.CAdES_BASELINE_B);
        List<String> sealed = SealedContainer.read(container).files().stream()
                .map(SealedContainer.File::name)
                .toList();
        assertThat(wrapper.getSignatureScopes())
                .extracting(scope -> scope.getName())
                .containsAll(sealed);
    }

    @Test
    @DisplayName("a PDF is PDF/A-1b for Apache PDFBox Preflight")
    void archive() throws Exception {
        Path pdf = folder.resolve("record.pdf");
        Files.write(pdf, SealedContainer.read(container).content("record.pdf").orElseThrow());

        ValidationResult result = PreflightParser.validate(pdf.toFile());

        assertThat(result.getErrorsList())
                .extracting(error -> error.getErrorCode() + " " + error.getDetails())
                .isEmpty();
    }

    private static Reports validated(byte[] container) throws Exception {
        TrustBundle bundle =
                TrustBundle.read(PKI.anchorsDir(), PKI.intermediatesDir(), PKI.crlsDir(), 1, Instant.now());
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
        CommonCertificateVerifier verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(anchors);
        verifier.setAdjunctCertSources(intermediates);
        verifier.setCrlSource(new ExternalResourcesCRLSource(encoded));
        verifier.setOcspSource(null);
        verifier.setAIASource(null);
        SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(new InMemoryDocument(container));
        validator.setCertificateVerifier(verifier);
        return validator.validateDocument();
    }
}
