package kz.negiz.log.event;

import java.util.Base64;

/** A value that an event promised, with the salt (base64url) that lets everyone check the promise. */
public record DisclosedValue(String salt, String value) {

    /** Says whether this is the value that the commitment was made for. */
    public boolean keeps(String commitment) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(salt);
        } catch (IllegalArgumentException e) {
            return false;
        }
        return bytes.length == Commitment.SALT_LENGTH
                && Commitment.of(bytes, value).equals(commitment);
    }

    /** Neither salt nor value belongs in a log line. */
    @Override
    public String toString() {
        return "DisclosedValue[…]";
    }
}
