package kz.negiz.eds;

/** What a certificate is to be used for; decides which usages it must allow. */
public enum Purpose {
    /** Proving who one is: a key for signing or an older key for authentication only. */
    LOGIN,
    /** Signing a document: a key for signing only. */
    SIGNING,
    /** Only form, path, revocation and subject: for looking at certificates, never for letting anybody do anything. */
    PATH
}
