package kz.negiz.demo.sources.world;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What was worked out lately, so that asking the same again costs little; bounded. */
final class Remembered<K, V> {

    private final int most;
    private final Function<K, V> workOut;
    private final Map<K, V> values = new LinkedHashMap<>(16, 0.75f, true);

    Remembered(int most, Function<K, V> workOut) {
        this.most = most;
        this.workOut = workOut;
    }

    V of(K key) {
        synchronized (values) {
            V known = values.get(key);
            if (known != null) {
                return known;
            }
        }
        // Worked out without the lock, since one thing is worked out from others; twice is the same as once.
        V fresh = workOut.apply(key);
        synchronized (values) {
            values.put(key, fresh);
            if (values.size() > most) {
                values.remove(values.keySet().iterator().next());
            }
        }
        return fresh;
    }
}
