package kz.negiz.broker.encumbrance;

import kz.negiz.broker.watch.Watch;
import org.springframework.stereotype.Component;

/** Looks after encumbrances that are not at their end. */
@Component
class EncumbranceWatch extends Watch {

    EncumbranceWatch(Encumbrances encumbrances, EncumbrancesProperties times) {
        super("encumbrances", times.lookEvery(), encumbrances::lookAfter);
    }
}
