package kz.negiz.broker.edition;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import kz.negiz.rules.Rules;
import kz.negiz.rules.ShippedEdition;
import org.springframework.stereotype.Component;

/** The editions in memory; the database says which one is in force. */
@Component
public class Editions {

    private final EditionStore store;
    private final Map<Integer, Rules> read = new ConcurrentHashMap<>();

    Editions(EditionStore store) {
        this.store = store;
        ShippedEdition.all().forEach(store::store);
        current();
    }

    /** The rules in force by the database's clock; inside a transaction, at the moment of asking. */
    public Rules current() {
        return of(store.currentNumber());
    }

    /** The rules of an edition that was in force at some time. */
    public Rules of(int number) {
        return read.computeIfAbsent(number, key -> new Rules(store.read(key)));
    }
}
