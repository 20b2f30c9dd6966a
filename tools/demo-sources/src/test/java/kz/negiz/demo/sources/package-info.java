@NullMarked
package kz.negiz.demo.sources;

import org.jspecify.annotations.NullMarked;
