package kz.negiz.broker.copy;

import java.io.IOException;
import java.time.Instant;
import kz.negiz.broker.BrokerUnderTest;
import kz.negiz.eds.EdsPolicy;
import kz.negiz.eds.SignatureVerifier;
import kz.negiz.eds.TrustBundle;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** Whoever gets a copy, and reads it with programs of their own. */
abstract class CopyReader extends BrokerUnderTest {

    static SignatureVerifier verifier() throws IOException {
        return new SignatureVerifier(
                TrustBundle.read(PKI.anchorsDir(), PKI.intermediatesDir(), PKI.crlsDir(), 1, Instant.now()),
                EdsPolicy.national());
    }

    static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return bare(new PDFTextStripper().getText(document));
        }
    }

    /** Lines are broken anew on paper, so blanks don't count. */
    static String bare(String text) {
        return text.replaceAll("[\\s\\u00a0]+", "");
    }
}
