@NullMarked
package kz.negiz.demo.pki;

import org.jspecify.annotations.NullMarked;
