package kz.negiz.demo.shep;

/** What can be wrong with an answer that comes through the gateway. */
public enum ShepFault {
    /** The owner has no record: SCSE001. */
    OWNER_NOTHING,
    /** The owner can't read the business data: SCSE002. */
    OWNER_BAD_DATA,
    /** The owner's system failed: SCSE003. */
    OWNER_EXCEPTION,
    /** A status that nobody described. */
    OWNER_UNKNOWN_CODE,
    /** Success, and no data at all. */
    OWNER_NO_DATA,
    /** Success, and data that are no XML. */
    OWNER_NO_XML,
    /** SOAP fault: the message does not match the format (SCE001). */
    FAULT_FORMAT,
    /** SOAP fault: the service is switched off (SCE004). */
    FAULT_SWITCHED_OFF,
    /** SOAP fault: the message is not signed (SCE007), with the cause nested inside. */
    FAULT_NOT_SIGNED,
    /** SOAP fault: the signature of the business data is wrong (SCE016). */
    FAULT_BUSINESS_SIGNATURE,
    /** SOAP fault: the owner's system failed (SCE909). */
    FAULT_OWNER,
    /** A fault whose markup was escaped on its way. */
    FAULT_ESCAPED,
    /** Status 200 and nothing else. */
    EMPTY,
    /** Answers rightly, but late. */
    LATE,
    /** Status 502 and a page of a proxy. */
    PROXY_PAGE,
    /** The answer is not signed. */
    NOT_SIGNED,
    /** One character of the signed Body was changed. */
    ALTERED,
    /** The signed Body was moved into the header, and another stands in its place. */
    WRAPPED,
    /** The signature is over an identifier that the Body does not bear. */
    WRONG_BODY_ID,
    /** Two elements bear the identifier of the Body. */
    DOUBLE_ID,
    /** There is a second signature in the header. */
    SECOND_SIGNATURE,
    /** Signed by a certificate that has expired. */
    EXPIRED_CERTIFICATE,
    /** Signed by a good certificate that is not the gateway's. */
    OTHER_SIGNER,
    /** Genuine, but of last year. */
    OLD
}
