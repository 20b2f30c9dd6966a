/** The verbs that run the platform on this machine. */
@NullMarked
package kz.negiz.cli.platform;

import org.jspecify.annotations.NullMarked;
