/** A real PostgreSQL from Maven artefacts, without Docker. */
@NullMarked
package kz.negiz.platform.postgres;

import org.jspecify.annotations.NullMarked;
