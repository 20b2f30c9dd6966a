/** Bodies and their departments. */
@NullMarked
package kz.negiz.registry.body;

import org.jspecify.annotations.NullMarked;
