/** A stand-in of NCALayer that speaks its protocol with demo keys. */
@NullMarked
package kz.negiz.cli.ncalayer;

import org.jspecify.annotations.NullMarked;
