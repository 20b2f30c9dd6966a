@NullMarked
package kz.negiz.demo.sources.world;

import org.jspecify.annotations.NullMarked;
