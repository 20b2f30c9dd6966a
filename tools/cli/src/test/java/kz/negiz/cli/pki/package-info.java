@NullMarked
package kz.negiz.cli.pki;

import org.jspecify.annotations.NullMarked;
