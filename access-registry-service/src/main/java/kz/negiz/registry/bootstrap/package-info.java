/** The first administrator, named once in the configuration. */
@NullMarked
package kz.negiz.registry.bootstrap;

import org.jspecify.annotations.NullMarked;
