package kz.negiz.broker.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import kz.negiz.broker.BrokerUnderTest;
import kz.negiz.broker.notice.Notice;
import kz.negiz.broker.question.QuestionView;
import kz.negiz.broker.question.RecordInFull;
import kz.negiz.eds.CmsSigner;
import kz.negiz.eds.EdsPolicy;
import kz.negiz.eds.Purpose;
import kz.negiz.eds.SignatureVerdict;
import kz.negiz.eds.SignatureVerifier;
import kz.negiz.eds.TrustBundle;
import kz.negiz.kit.receipt.Receipt;
import kz.negiz.rules.Order;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("The largest copy")
class LargestCopyTest extends BrokerUnderTest {

    private static final int SUBJECTS = 50;
    private static final int SERVICES = 12;

    @Autowired
    private PaperRecord paper;

    @Test
    @DisplayName("of twelve services about fifty subjects, with rows that go over many pages, is made within bounds")
    void largest() throws Exception {
        RecordInFull record = record(14);
        byte[] pdf = paper.of(
                new CopiedRecord.OfQuestion(record),
                new PaperRecord.Copy(UUID.randomUUID(), Instant.now(), "Taker"),
                Locale.of("ru"));

        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setStartPage(document.getNumberOfPages() - 3);
            assertThat(document.getNumberOfPages()).isBetween(200, 600);
            assertThat(stripper.getText(document)).contains("001AAA13", "Hilux", "XTA210990Y12313");
            // The letters are embedded once, not once a page.
            assertThat(pdf).hasSizeLessThan(document.getNumberOfPages() * 6_000);
        }
    }

    private static RecordInFull record(int rows) throws Exception {
        SignatureVerifier verifier = new SignatureVerifier(
                TrustBundle.read(PKI.anchorsDir(), PKI.intermediatesDir(), PKI.crlsDir(), 1, Instant.now()),
                EdsPolicy.national());
        byte[] signed = {1, 2, 3};
        byte[] signature = CmsSigner.fromPkcs12(PKI.key("head").file(), "demo".toCharArray())
                .sign(signed, false);
        SignatureVerdict.Valid valid =
                (SignatureVerdict.Valid) verifier.verify(signature, signed, Purpose.SIGNING, Instant.now());
        ObjectNode data = JsonMapper.builder().build().createObjectNode();
        var table = data.putArray("vehicles");
        for (int i = 0; i < rows; i++) {
            table.addObject()
                    .put("plate", "001AAA" + i)
                    .put("vin", "XTA210990Y123" + i)
                    .put("make", "Toyota")
                    .put("model", "Hilux с длинным названием модели и комплектации " + i)
                    .put("year", 2000 + i)
                    .put("registeredOn", "2021-03-04");
        }
        List<QuestionView.ServiceView> services = new ArrayList<>(Collections.nCopies(
                SUBJECTS * SERVICES,
                new QuestionView.ServiceView(
                        "VEHICLES",
                        "Vehicles",
                        new QuestionView.SubjectView("BIN", null, "991340000017"),
                        "ANSWERED",
                        "FULL",
                        "VERIFIED",
                        null,
                        null,
                        null,
                        null,
                        Instant.now(),
                        null,
                        null,
                        data)));
        QuestionView view = new QuestionView(
                UUID.randomUUID(),
                Instant.now(),
                "Asker",
                "PERMITTED",
                1,
                "P",
                "Profile",
                "INSPECTION_NUMBER",
                "T-1",
                "Purpose of it",
                "ru",
                List.of("Words."),
                new Receipt(UUID.randomUUID(), "leaf", 1, 1L, Instant.now(), "promise"),
                Notice.in("ru"),
                services);
        return new RecordInFull(
                view, UUID.randomUUID(), Order.ORDER_41, signed, signature, valid.evidence(), List.of(), List.of());
    }
}
