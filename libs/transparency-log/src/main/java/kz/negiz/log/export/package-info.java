/** Export packages: what a prosecutor gets from the log, and the verification of it without trusting anybody. */
@NullMarked
package kz.negiz.log.export;

import org.jspecify.annotations.NullMarked;
