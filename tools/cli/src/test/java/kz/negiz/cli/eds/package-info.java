@NullMarked
package kz.negiz.cli.eds;

import org.jspecify.annotations.NullMarked;
