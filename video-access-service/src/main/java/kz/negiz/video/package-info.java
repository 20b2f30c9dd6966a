/** Video access of customs warehouses (Order 283). */
@NullMarked
package kz.negiz.video;

import org.jspecify.annotations.NullMarked;
