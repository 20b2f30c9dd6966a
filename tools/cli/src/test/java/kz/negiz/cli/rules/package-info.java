@NullMarked
package kz.negiz.cli.rules;

import org.jspecify.annotations.NullMarked;
