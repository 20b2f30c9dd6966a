package kz.negiz.eds;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Where DER elements begin and end inside a large array that is not to be copied. Only the strict form is read: definite
 * lengths in the shortest form, tags of one byte.
 *
 * <p>A place is one number, the begin of an element's content in its upper half and the end in the lower, so that walking
 * through hundreds of thousands of elements makes no objects.
 */
final class Der {

    static final int BOOLEAN = 0x01;
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int ENUMERATED = 0x0a;
    static final int UTF8_STRING = 0x0c;
    static final int UTC_TIME = 0x17;
    static final int GENERALIZED_TIME = 0x18;
    static final int SEQUENCE = 0x30;
    static final int EXPLICIT_0 = 0xa0;

    private static final int LONG_FORM = 0x80;
    private static final int MANY_BYTES = 0x1f;
    private static final int LONGEST_IDENTIFIER = 64;

    private Der() {}

    /** The tag at this position, or -1 at the end. */
    static int tag(byte[] bytes, int at, int end) {
        return at < end ? bytes[at] & 0xff : -1;
    }

    /** The element at this position, which must bear this tag and end before the end. */
    static long element(byte[] bytes, int at, int end, int tag) throws IOException {
        if (tag(bytes, at, end) != tag || (tag & MANY_BYTES) == MANY_BYTES) {
            throw new IOException("Not the element that was to follow");
        }
        int first = tag(bytes, at + 1, end);
        if (first < 0) {
            throw new IOException("The element has no length");
        }
        int start = at + 2;
        long length = first;
        if (first >= LONG_FORM) {
            int count = first - LONG_FORM;
            if (count < 1 || count > 4 || end - start < count) {
                throw new IOException("The element has no definite length");
            }
            length = 0;
            for (int i = 0; i < count; i++) {
                length = length << 8 | (bytes[start + i] & 0xff);
            }
            if (length < LONG_FORM || (count > 1 && bytes[start] == 0)) {
                throw new IOException("The length is not in its shortest form");
            }
            start += count;
        }
        if (length > end - start) {
            throw new IOException("The element goes beyond its end");
        }
        return (long) start << 32 | (start + (int) length);
    }

    static int start(long element) {
        return (int) (element >>> 32);
    }

    static int end(long element) {
        return (int) element;
    }

    /** An integer's or an enumeration's content: not empty, and no byte too many. */
    static void requireShortestInteger(byte[] bytes, long element) throws IOException {
        int start = start(element);
        int length = end(element) - start;
        if (length == 0
                || (length > 1
                        && ((bytes[start] == 0 && bytes[start + 1] >= 0)
                                || (bytes[start] == -1 && bytes[start + 1] < 0)))) {
            throw new IOException("The integer is not in its shortest form");
        }
    }

    /** An object identifier's content: whole numbers, each in its shortest form. */
    static void requireObjectIdentifier(byte[] bytes, long element) throws IOException {
        boolean begins = true;
        for (int i = start(element); i < end(element); i++) {
            if (begins && bytes[i] == (byte) 0x80) {
                throw new IOException("A number of the object identifier is not in its shortest form");
            }
            begins = bytes[i] >= 0;
        }
        if (!begins || start(element) == end(element) || end(element) - start(element) > LONGEST_IDENTIFIER) {
            throw new IOException("The object identifier is none");
        }
    }

    /** Tag and length of an element with so much content. */
    static byte[] header(int tag, int length) {
        ByteArrayOutputStream header = new ByteArrayOutputStream(6);
        header.write(tag);
        if (length < LONG_FORM) {
            header.write(length);
        } else {
            int count = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
            header.write(LONG_FORM + count);
            for (int i = count - 1; i >= 0; i--) {
                header.write(length >>> (8 * i));
            }
        }
        return header.toByteArray();
    }
}
