package kz.negiz.broker.copy;

import kz.negiz.eds.SealedContainer;
import org.springframework.http.MediaType;

/** What a copy is taken as. */
public enum CopyForm {
    /** For reading and for the file of the case. */
    PDF("pdf", MediaType.APPLICATION_PDF_VALUE),
    /** The electronic document: all that was signed and stored, under the platform's seal. */
    ASIC_E("asice", SealedContainer.MEDIA_TYPE);

    private final String ending;
    private final String mediaType;

    CopyForm(String ending, String mediaType) {
        this.ending = ending;
        this.mediaType = mediaType;
    }

    /** Of the name of its file. */
    String ending() {
        return ending;
    }

    MediaType mediaType() {
        return MediaType.parseMediaType(mediaType);
    }
}
