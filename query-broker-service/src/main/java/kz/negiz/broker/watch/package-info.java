/** What is looked after as long as the service runs. */
@NullMarked
package kz.negiz.broker.watch;

import org.jspecify.annotations.NullMarked;
