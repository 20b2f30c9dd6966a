package kz.negiz.broker.copy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.xml.transform.TransformerException;
import kz.negiz.kit.time.AstanaTime;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.util.Matrix;
import org.apache.xmpbox.XMPMetadata;
import org.apache.xmpbox.schema.AdobePDFSchema;
import org.apache.xmpbox.schema.DublinCoreSchema;
import org.apache.xmpbox.schema.PDFAIdentificationSchema;
import org.apache.xmpbox.schema.XMPBasicSchema;
import org.apache.xmpbox.type.BadFieldValueException;
import org.apache.xmpbox.xml.XmpSerializer;

/**
 * Sheets of A4 that fill from top to bottom: headings, sentences, named values, tables and pictures, with a watermark below the
 * text. The outcome is PDF/A-1b (ISO 19005-1): everything that is needed to read it in fifty years is in it.
 */
final class Paper implements AutoCloseable {

    static {
        // Java keeps pictures that it reads or writes in files of a temporary folder otherwise.
        ImageIO.setUseCache(false);
    }

    private static final byte[] PLAIN = resource("/fonts/DejaVuSans.ttf");
    private static final byte[] BOLD = resource("/fonts/DejaVuSans-Bold.ttf");

    private static final String PRODUCER = "Negiz";
    private static final float LEFT = 62;
    private static final float RIGHT = PDRectangle.A4.getWidth() - 36;
    private static final float TOP = PDRectangle.A4.getHeight() - 40;
    private static final float BOTTOM = 62;
    private static final float WIDTH = RIGHT - LEFT;
    private static final float NAMES = 130;
    private static final float PADDING = 3;
    private static final int MOST_COLUMNS = 8;
    private static final float LARGEST_PICTURE = 180;
    private static final long MOST_PIXELS = 12_000_000;

    /** Stands for what the font can't show; the container has the text itself. */
    private static final int NO_GLYPH = 0x25A1;

    private final PDDocument document = new PDDocument();
    private final Face plain;
    private final Face bold;
    private final String watermark;
    private PDPageContentStream page;
    private float y;

    Paper(String watermark) {
        try {
            this.plain = new Face(document, PLAIN);
            this.bold = new Face(document, BOLD);
            this.watermark = plain.clean(watermark);
            this.page = newPage();
            this.y = TOP;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void title(String text) {
        write(text, new Style(bold, 15, 19), LEFT, WIDTH);
        space(4);
    }

    void heading(String text) {
        keepTogether(60);
        space(10);
        write(text, new Style(bold, 11.5f, 15), LEFT, WIDTH);
        space(2);
    }

    void subheading(String text) {
        keepTogether(40);
        space(5);
        write(text, new Style(bold, 9.5f, 13), LEFT, WIDTH);
        space(1);
    }

    void sentence(String text) {
        write(text, new Style(plain, 9.5f, 13), LEFT, WIDTH);
    }

    void small(String text) {
        write(text, new Style(plain, 8, 11), LEFT, WIDTH);
    }

    /** A name and its value beside it; the value may have several lines. */
    void fact(String name, String value) {
        Style names = new Style(plain, 8.5f, 12);
        Style values = new Style(plain, 9.5f, 13);
        List<String> left = names.wrap(name, NAMES - 8);
        List<String> right = values.wrap(value, WIDTH - NAMES);
        int rows = Math.max(left.size(), right.size());
        for (int i = 0; i < rows; i++) {
            keepTogether(13);
            if (i < left.size()) {
                show(left.get(i), names, LEFT, y - 10);
            }
            if (i < right.size()) {
                show(right.get(i), values, LEFT + NAMES, y - 10);
            }
            y -= 13;
        }
    }

    /** A table under its head, which stands on every page; of very many columns each row is a list of named values. */
    void table(List<String> head, List<List<String>> rows) {
        if (head.size() > MOST_COLUMNS) {
            for (List<String> row : rows) {
                for (int i = 0; i < head.size(); i++) {
                    fact(head.get(i), row.get(i));
                }
                line();
                space(3);
            }
            return;
        }
        Style cells = new Style(plain, 8, 10.5f);
        Style heads = new Style(bold, 8, 10.5f);
        float[] widths = widths(head, rows, heads, cells);
        List<List<String>> first = wrapped(head, heads, widths);
        keepTogether(height(first, heads) + 2 * cells.leading());
        row(first, heads, widths);
        line();
        for (List<String> row : rows) {
            List<List<String>> left = wrapped(row, cells, widths);
            while (left.stream().anyMatch(cell -> !cell.isEmpty())) {
                int fit = (int) ((y - BOTTOM - 2 * PADDING) / cells.leading());
                if (fit < Math.min(3, longest(left))) {
                    turn();
                    row(first, heads, widths);
                    line();
                    fit = Math.max(1, (int) ((y - BOTTOM - 2 * PADDING) / cells.leading()));
                }
                int now = fit;
                row(
                        left.stream()
                                .map(cell -> cell.subList(0, Math.min(now, cell.size())))
                                .toList(),
                        cells,
                        widths);
                left = left.stream()
                        .map(cell -> cell.subList(Math.min(now, cell.size()), cell.size()))
                        .toList();
            }
            line();
        }
        space(4);
    }

    private static int longest(List<List<String>> cells) {
        return cells.stream().mapToInt(List::size).max().orElse(0);
    }

    private static float height(List<List<String>> cells, Style style) {
        return longest(cells) * style.leading() + 2 * PADDING;
    }

    private static List<List<String>> wrapped(List<String> cells, Style style, float[] widths) {
        List<List<String>> wrapped = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            wrapped.add(style.wrap(cells.get(i), widths[i] - 2 * PADDING));
        }
        return wrapped;
    }

    /** As wide as its longest word at least, where that is possible, and then by how much stands in it. */
    private static float[] widths(List<String> head, List<List<String>> rows, Style heads, Style cells) {
        float[] wanted = new float[head.size()];
        float sum = 0;
        for (int i = 0; i < wanted.length; i++) {
            float widest = Math.min(heads.width(head.get(i)), 90);
            for (List<String> row : rows) {
                for (String line : row.get(i).split("\n", -1)) {
                    widest = Math.max(widest, Math.min(cells.width(line), 170));
                }
            }
            wanted[i] = widest + 2 * PADDING + 2;
            sum += wanted[i];
        }
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] *= WIDTH / Math.max(sum, WIDTH * 0.55f);
        }
        return wanted;
    }

    private void row(List<List<String>> cells, Style style, float[] widths) {
        float height = height(cells, style);
        float x = LEFT;
        for (int i = 0; i < cells.size(); i++) {
            float at = y - PADDING - style.size();
            for (String line : cells.get(i)) {
                show(line, style, x + PADDING, at);
                at -= style.leading();
            }
            x += widths[i];
        }
        y -= height;
    }

    /**
     * A picture, not larger than a photograph.
     *
     * @return false where it can't be shown
     */
    boolean picture(byte[] encoded) {
        Optional<BufferedImage> read = image(encoded);
        if (read.isEmpty()) {
            return false;
        }
        try {
            BufferedImage image = read.get();
            PDImageXObject object = JPEGFactory.createFromImage(document, image, 0.9f);
            float scale = Math.min(1, LARGEST_PICTURE / Math.max(image.getWidth(), image.getHeight()));
            float height = image.getHeight() * scale;
            keepTogether(height + 6);
            page.drawImage(object, LEFT, y - height, image.getWidth() * scale, height);
            y -= height + 6;
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opaque and in plain red, green and blue; nothing where it is no picture, or one of a size that no photograph has. */
    private static Optional<BufferedImage> image(byte[] encoded) {
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
                    return Optional.empty();
                }
                BufferedImage read = reader.read(0);
                BufferedImage opaque = new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_INT_RGB);
                Graphics2D graphics = opaque.createGraphics();
                graphics.drawImage(read, 0, 0, Color.WHITE, null);
                graphics.dispose();
                return Optional.of(opaque);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            // A decoder meets every kind of nonsense in its own way.
            return Optional.empty();
        }
    }

    /**
     * The sheets as PDF/A-1b.
     *
     * @param foot what stands at the foot of each page, by its number, in two lines
     */
    byte[] finish(String title, String language, Instant now, IntFunction<List<String>> foot) {
        try {
            page.close();
            int count = document.getNumberOfPages();
            for (int i = 0; i < count; i++) {
                page = new PDPageContentStream(document, document.getPage(i), AppendMode.APPEND, true, true);
                Style style = new Style(plain, 7.5f, 10);
                float at = 40;
                for (String line : foot.apply(i + 1)) {
                    for (String part : style.wrap(line, WIDTH)) {
                        show(part, style, LEFT, at);
                        at -= style.leading();
                    }
                }
                page.close();
            }
            describe(title, language, now);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            // PDF/A-1 knows no compressed lists of objects.
            document.save(out, CompressParameters.NO_COMPRESSION);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int pages() {
        return document.getNumberOfPages();
    }

    private void describe(String title, String language, Instant now) throws IOException {
        GregorianCalendar time = GregorianCalendar.from(ZonedDateTime.ofInstant(now, AstanaTime.ZONE));
        PDDocumentInformation information = document.getDocumentInformation();
        information.setTitle(title);
        information.setCreator(PRODUCER);
        information.setProducer(PRODUCER);
        information.setCreationDate(time);
        information.setModificationDate(time);
        document.setVersion(1.4f);
        document.getDocumentCatalog().setLanguage(language);
        try {
            XMPMetadata metadata = XMPMetadata.createXMPMetadata();
            PDFAIdentificationSchema archive = metadata.createAndAddPDFAIdentificationSchema();
            archive.setPart(1);
            archive.setConformance("B");
            DublinCoreSchema core = metadata.createAndAddDublinCoreSchema();
            core.setTitle(title);
            XMPBasicSchema basic = metadata.createAndAddXMPBasicSchema();
            basic.setCreatorTool(PRODUCER);
            basic.setCreateDate(time);
            basic.setModifyDate(time);
            AdobePDFSchema pdf = metadata.createAndAddAdobePDFSchema();
            pdf.setProducer(PRODUCER);
            ByteArrayOutputStream xmp = new ByteArrayOutputStream();
            new XmpSerializer().serialize(metadata, xmp, true);
            PDMetadata stream = new PDMetadata(document);
            stream.importXMPMetadata(xmp.toByteArray());
            document.getDocumentCatalog().setMetadata(stream);
        } catch (BadFieldValueException | TransformerException e) {
            throw new IllegalStateException(e);
        }
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        PDOutputIntent intent = new PDOutputIntent(document, new ByteArrayInputStream(profile));
        intent.setInfo("sRGB IEC61966-2.1");
        intent.setOutputCondition("sRGB IEC61966-2.1");
        intent.setOutputConditionIdentifier("sRGB IEC61966-2.1");
        intent.setRegistryName("http://www.color.org");
        document.getDocumentCatalog().addOutputIntent(intent);
    }

    @Override
    public void close() {
        try {
            document.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String text, Style style, float x, float width) {
        for (String line : style.wrap(text, width)) {
            keepTogether(style.leading());
            show(line, style, x, y - style.size());
            y -= style.leading();
        }
    }

    private void show(String line, Style style, float x, float at) {
        try {
            page.beginText();
            page.setFont(style.face().font, style.size());
            page.newLineAtOffset(x, at);
            page.showText(line);
            page.endText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void line() {
        try {
            page.setLineWidth(0.4f);
            page.setStrokingColor(0.6f);
            page.moveTo(LEFT, y);
            page.lineTo(RIGHT, y);
            page.stroke();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void space(float height) {
        y -= height;
    }

    private void keepTogether(float height) {
        if (y - height < BOTTOM && y < TOP) {
            turn();
        }
    }

    private void turn() {
        try {
            page.close();
            page = newPage();
            y = TOP;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The watermark comes first, so that the text stands over it. */
    private PDPageContentStream newPage() throws IOException {
        PDPage sheet = new PDPage(PDRectangle.A4);
        document.addPage(sheet);
        PDPageContentStream stream = new PDPageContentStream(document, sheet);
        Style style = new Style(plain, 11, 14);
        List<String> lines = style.wrap(watermark, 430);
        stream.setNonStrokingColor(0.84f);
        for (int row = 0; row < 4; row++) {
            float x = 70 + row % 2 * 60;
            float at = 90 + row * 190;
            for (String line : lines) {
                stream.beginText();
                stream.setFont(style.face().font, style.size());
                stream.setTextMatrix(Matrix.getRotateInstance(Math.toRadians(28), x, at));
                stream.showText(line);
                stream.endText();
                at -= style.leading() + 2;
            }
        }
        stream.setNonStrokingColor(0f);
        return stream;
    }

    private static byte[] resource(String name) {
        try (InputStream in = Paper.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A font of this document, with what it can show and how wide that is. */
    private static final class Face {

        private final PDType0Font font;
        private final CmapLookup glyphs;
        private final Map<Integer, Float> widths = new HashMap<>();

        Face(PDDocument document, byte[] file) throws IOException {
            // Closed with the document, which reads the letters that it embeds only when it is saved.
            TrueTypeFont face = new TTFParser().parse(new RandomAccessReadBuffer(file));
            this.glyphs = face.getUnicodeCmapLookup();
            this.font = PDType0Font.load(document, face, true);
        }

        /** In composed form, without what has no sign of its own. */
        String clean(String text) {
            StringBuilder clean = new StringBuilder();
            Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().forEach(each -> {
                if (each == '\n') {
                    clean.append('\n');
                } else if (Character.isWhitespace(each)
                        || Character.isSpaceChar(each)
                        || Character.isISOControl(each)) {
                    clean.append(' ');
                } else {
                    clean.appendCodePoint(glyphs.getGlyphId(each) == 0 ? NO_GLYPH : each);
                }
            });
            return clean.toString();
        }

        float width(int letter) {
            return widths.computeIfAbsent(letter, each -> {
                try {
                    return font.getStringWidth(Character.toString(each)) / 1000;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /** A font in a size. */
    private record Style(Face face, float size, float leading) {

        float width(String text) {
            return (float) face.clean(text)
                            .codePoints()
                            .mapToDouble(face::width)
                            .sum()
                    * size;
        }

        /** Lines that fit, broken between words, and within them where one is wider than the line. */
        List<String> wrap(String text, float most) {
            List<String> lines = new ArrayList<>();
            for (String paragraph : face.clean(text).split("\n", -1)) {
                StringBuilder line = new StringBuilder();
                float used = 0;
                for (String word : paragraph.split(" ", -1)) {
                    float wide = measured(word);
                    float blank = line.isEmpty() ? 0 : face.width(' ') * size;
                    if (used + blank + wide <= most) {
                        line.append(line.isEmpty() ? "" : " ").append(word);
                        used += blank + wide;
                        continue;
                    }
                    if (!line.isEmpty()) {
                        lines.add(line.toString());
                        line.setLength(0);
                        used = 0;
                    }
                    for (int letter : word.codePoints().toArray()) {
                        float one = face.width(letter) * size;
                        if (used + one > most && !line.isEmpty()) {
                            lines.add(line.toString());
                            line.setLength(0);
                            used = 0;
                        }
                        line.appendCodePoint(letter);
                        used += one;
                    }
                }
                lines.add(line.toString());
            }
            return lines;
        }

        private float measured(String word) {
            return (float) word.codePoints().mapToDouble(face::width).sum() * size;
        }
    }
}
