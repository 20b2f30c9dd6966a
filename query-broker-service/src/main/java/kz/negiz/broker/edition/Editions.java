package kz.negiz.broker.edition;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import kz.negiz.rules.Rules;
import org.springframework.stereotype.Component;

/** The editions in memory; the database says which one is in force. */
@Component
public class Editions {

    private final EditionStore store;
    private final Map<Integer, Rules> read = new ConcurrentHashMap<>();

    Editions(EditionStore store, ShippedEditions shipped) {
        this.store = store;
        store.begin(shipped.first());
        current();
    }

    /** The rules in force by the database's clock; inside a transaction, at the moment of asking. */
    public Rules current() {
        return of(store.currentNumber());
    }

    /** Whether there is such an edition, in force, past or to come. */
    public boolean has(int number) {
        return store.find(number).isPresent();
    }

    /** The rules of an edition that was in force at some time. */
    public Rules of(int number) {
        return read.computeIfAbsent(number, key -> new Rules(store.read(key)));
    }
}
