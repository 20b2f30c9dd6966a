@NullMarked
package kz.negiz.eds;

import org.jspecify.annotations.NullMarked;
