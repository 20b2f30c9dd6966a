/** The trust list: anchors, intermediates and CRLs, numbered, with this service as their one owner. */
@NullMarked
package kz.negiz.gateway.trust;

import org.jspecify.annotations.NullMarked;
