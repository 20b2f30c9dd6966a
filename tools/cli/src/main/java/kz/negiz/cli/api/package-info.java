/** The platform's public API through the gateway. */
@NullMarked
package kz.negiz.cli.api;

import org.jspecify.annotations.NullMarked;
