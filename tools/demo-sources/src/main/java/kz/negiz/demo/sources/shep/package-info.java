/** The same services behind a stand-in of the national integration gateway. */
@NullMarked
package kz.negiz.demo.sources.shep;

import org.jspecify.annotations.NullMarked;
