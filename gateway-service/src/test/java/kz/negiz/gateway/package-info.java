@NullMarked
package kz.negiz.gateway;

import org.jspecify.annotations.NullMarked;
