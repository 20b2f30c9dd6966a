@NullMarked
package kz.negiz.cli.audit;

import org.jspecify.annotations.NullMarked;
