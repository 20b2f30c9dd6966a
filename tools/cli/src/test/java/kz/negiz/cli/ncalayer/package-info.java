@NullMarked
package kz.negiz.cli.ncalayer;

import org.jspecify.annotations.NullMarked;
