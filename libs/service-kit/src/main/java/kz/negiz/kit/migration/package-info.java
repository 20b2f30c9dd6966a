/** Migrations as a step of their own, run by the owner of the schema. */
@NullMarked
package kz.negiz.kit.migration;

import org.jspecify.annotations.NullMarked;
