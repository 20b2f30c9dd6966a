/** Who may use the platform. */
@NullMarked
package kz.negiz.registry;

import org.jspecify.annotations.NullMarked;
