package kz.negiz.broker.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

@DisplayName("What is cut out of a document")
class RawMarkupTest {

    private static final List<String> BETWEEN = List.of(
            "text &lt; &#13; > ]] \" '",
            "<!-- <data> \" -->",
            "<![CDATA[</data><x> \" ]] > ]]>",
            "<?p <data> \"?>",
            "Ә😀\r\n",
            "  ",
            "<e/>",
            "<e a='>' b=\"/>'\" ></e >");

    @Test
    @DisplayName("is the element that a parser finds at the same place, character by character")
    void anywhere() {
        Random random = new Random(41);
        for (int i = 0; i < 500; i++) {
            List<String> written = new ArrayList<>();
            List<List<Integer>> paths = new ArrayList<>();
            String document = element(random, List.of(0), 0, written, paths);
            for (int j = 0; j < paths.size(); j++) {
                String cut = RawMarkup.cut("<?xml version=\"1.0\"?>\n<!-- <r> -->" + document, paths.get(j));

                assertThat(cut).isEqualTo(written.get(j));
                assertThat(SafeXml.read(cut).orElseThrow().isEqualNode(found(document, paths.get(j))))
                        .isTrue();
            }
        }
    }

    @Test
    @DisplayName("is nothing where there is none")
    void nowhere() {
        for (List<Integer> path : List.of(List.of(1), List.of(0, 1), List.of(0, 0, 0))) {
            assertThatThrownBy(() -> RawMarkup.cut("<a><b/></a>", path)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** Writes an element and notes every one with its place. */
    private static String element(
            Random random, List<Integer> path, int depth, List<String> written, List<List<Integer>> paths) {
        StringBuilder inside = new StringBuilder();
        int children = 0;
        for (int i = random.nextInt(6); i > 0; i--) {
            if (depth < 3 && random.nextBoolean()) {
                List<Integer> place = new ArrayList<>(path);
                place.add(children++);
                inside.append(element(random, place, depth + 1, written, paths));
            } else {
                String between = BETWEEN.get(random.nextInt(BETWEEN.size()));
                inside.append(between);
                children += between.startsWith("<e") ? 1 : 0;
            }
        }
        String element = "<data x='" + "y".repeat(random.nextInt(9)) + ">' >" + inside + "</data\n>";
        written.add(element);
        paths.add(path);
        return element;
    }

    private static Element found(String document, List<Integer> path) {
        Element at = SafeXml.read(document).orElseThrow();
        for (int place : path.subList(1, path.size())) {
            at = SafeXml.children(at).get(place);
        }
        return at;
    }
}
