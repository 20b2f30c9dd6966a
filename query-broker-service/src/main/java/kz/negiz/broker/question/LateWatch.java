package kz.negiz.broker.question;

import kz.negiz.broker.watch.Watch;
import org.springframework.stereotype.Component;

/** Looks for answers that may come after the time of their question. */
@Component
class LateWatch extends Watch {

    LateWatch(LateAnswers answers, LateProperties times) {
        super("late answers", times.lookEvery(), answers::lookForAll);
    }
}
