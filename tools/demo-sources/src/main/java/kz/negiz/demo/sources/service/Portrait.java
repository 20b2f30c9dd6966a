package kz.negiz.demo.sources.service;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import kz.negiz.demo.sources.world.Draw;
import kz.negiz.demo.sources.world.Person;
import kz.negiz.demo.sources.world.Sex;

/** A drawn face on a plain ground, the same for the same person, as a small PNG. */
final class Portrait {

    static final int WIDTH = 96;
    static final int HEIGHT = 120;

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final List<Integer> GROUNDS = List.of(0xDDE6EE, 0xE8E2D6, 0xDCE8DC, 0xE6DDE8);
    private static final List<Integer> SKINS = List.of(0xF0CDA8, 0xE5B88C, 0xD8A878, 0xF3D5B5);
    private static final List<Integer> HAIRS = List.of(0x1F1A17, 0x33261D, 0x4A3728, 0x5A5550);
    private static final List<Integer> CLOTHES = List.of(0x2F4858, 0x5B3A4B, 0x33523C, 0x40406A, 0x6B4F2A);

    private final Person person;
    private final int ground;
    private final int skin;
    private final int hair;
    private final int clothes;
    private final double faceWidth;

    private Portrait(Person person) {
        this.person = person;
        Draw draw = person.draw("portrait");
        ground = draw.pick(GROUNDS);
        skin = draw.pick(SKINS);
        hair = draw.pick(HAIRS);
        clothes = draw.pick(CLOTHES);
        faceWidth = draw.between(18, 23);
    }

    static Portrait of(Person person) {
        return new Portrait(person);
    }

    String base64() {
        return Base64.getEncoder().encodeToString(png());
    }

    private byte[] png() {
        try {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            file.write(SIGNATURE);
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            DataOutputStream fields = new DataOutputStream(header);
            fields.writeInt(WIDTH);
            fields.writeInt(HEIGHT);
            fields.write(new byte[] {8, 2, 0, 0, 0}); // 8 bits a channel, RGB, no interlace
            chunk(file, "IHDR", header.toByteArray());
            chunk(file, "IDAT", pixels());
            chunk(file, "IEND", new byte[0]);
            return file.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] pixels() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            for (int y = 0; y < HEIGHT; y++) {
                deflater.write(0); // no filter
                for (int x = 0; x < WIDTH; x++) {
                    int colour = colour(x, y);
                    deflater.write(colour >> 16);
                    deflater.write(colour >> 8);
                    deflater.write(colour);
                }
            }
        }
        return packed.toByteArray();
    }

    private int colour(int x, int y) {
        if (isIn(x, y, 40, 56, 2.2, 2.2) || isIn(x, y, 56, 56, 2.2, 2.2)) {
            return hair;
        }
        if (isIn(x, y, 48, 70, 6, 1.6)) {
            return 0xB5655A;
        }
        boolean longHair = person.sex() == Sex.FEMALE;
        if (isIn(x, y, 48, 58, faceWidth, 27)) {
            return y < 42 ? hair : skin;
        }
        if (isIn(x, y, 48, longHair ? 60 : 46, faceWidth + 5, longHair ? 38 : 24) && y < (longHair ? 96 : 52)) {
            return hair;
        }
        if (isIn(x, y, 48, 88, 8, 14)) {
            return skin;
        }
        return isIn(x, y, 48, 126, 42, 34) ? clothes : ground;
    }

    private static boolean isIn(int x, int y, double centreX, double centreY, double halfWidth, double halfHeight) {
        double dx = (x - centreX) / halfWidth;
        double dy = (y - centreY) / halfHeight;
        return dx * dx + dy * dy <= 1;
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 checksum = new CRC32();
        checksum.update(name);
        checksum.update(content);
        DataOutputStream out = new DataOutputStream(file);
        out.writeInt(content.length);
        out.write(name);
        out.write(content);
        out.writeInt((int) checksum.getValue());
    }
}
