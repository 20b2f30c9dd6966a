package kz.negiz.broker.copy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.GregorianCalendar;
import kz.negiz.eds.CmsSigner;
import kz.negiz.kit.time.AstanaTime;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;

/** The platform's seal on a PDF: a detached CMS signature over all of it (ISO 32000, 12.8), which every reader of PDF shows. */
final class PaperSeal {

    /** What the signature may take in the file; a CMS message with one certificate takes about four. */
    private static final int ROOM = 24 * 1024;

    private PaperSeal() {}

    static byte[] seal(byte[] pdf, CmsSigner signer, Instant now) {
        try (PDDocument document = Loader.loadPDF(pdf);
                SignatureOptions options = new SignatureOptions()) {
            PDSignature signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(PDSignature.SUBFILTER_ADBE_PKCS7_DETACHED);
            signature.setSignDate(GregorianCalendar.from(ZonedDateTime.ofInstant(now, AstanaTime.ZONE)));
            options.setPreferredSignatureSize(ROOM);
            document.addSignature(
                    signature, content -> signer.namingCertificate().sign(content.readAllBytes(), false), options);
            ByteArrayOutputStream sealed = new ByteArrayOutputStream(pdf.length + 3 * ROOM);
            document.saveIncremental(sealed);
            return sealed.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
