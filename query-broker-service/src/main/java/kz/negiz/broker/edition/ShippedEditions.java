package kz.negiz.broker.edition;

import java.util.List;
import kz.negiz.rules.ShippedEdition;
import org.springframework.stereotype.Component;

/**
 * The editions that came with the program. The first one is what an empty database begins with; the others are offered to the
 * operators, and nothing but their signatures makes them count: who installs a program gives nobody rights.
 */
@Component
class ShippedEditions {

    private final List<ShippedEdition> editions;

    ShippedEditions() {
        this(ShippedEdition.all());
    }

    ShippedEditions(List<ShippedEdition> editions) {
        this.editions = List.copyOf(editions);
    }

    ShippedEdition first() {
        return editions.getFirst();
    }

    List<ShippedEdition> later() {
        return editions.subList(1, editions.size());
    }
}
