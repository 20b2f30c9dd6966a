/** How everything is put on record: facts inserted once, sealed parts, one desk for all writes. */
@NullMarked
package kz.negiz.video.record;

import org.jspecify.annotations.NullMarked;
