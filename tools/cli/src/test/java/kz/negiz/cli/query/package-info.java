@NullMarked
package kz.negiz.cli.query;

import org.jspecify.annotations.NullMarked;
