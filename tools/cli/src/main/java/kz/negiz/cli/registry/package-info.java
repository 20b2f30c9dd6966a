/** Bodies, users, blocks and the agreement, through the admin API. */
@NullMarked
package kz.negiz.cli.registry;

import org.jspecify.annotations.NullMarked;
