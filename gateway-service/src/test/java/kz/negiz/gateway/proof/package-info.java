@NullMarked
package kz.negiz.gateway.proof;

import org.jspecify.annotations.NullMarked;
