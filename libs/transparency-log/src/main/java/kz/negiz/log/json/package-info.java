/** JSON that has one form only: strict reading within limits, canonical writing (RFC 8785). */
@NullMarked
package kz.negiz.log.json;

import org.jspecify.annotations.NullMarked;
