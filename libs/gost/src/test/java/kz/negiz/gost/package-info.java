@NullMarked
package kz.negiz.gost;

import org.jspecify.annotations.NullMarked;
