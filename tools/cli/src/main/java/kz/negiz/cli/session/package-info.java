/** Who one is to the platform. */
@NullMarked
package kz.negiz.cli.session;

import org.jspecify.annotations.NullMarked;
