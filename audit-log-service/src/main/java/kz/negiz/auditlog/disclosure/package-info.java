/** Requests of prosecutors, and the exports that answer them (R41-33, R41-34, R150-51, R150-52). */
@NullMarked
package kz.negiz.auditlog.disclosure;

import org.jspecify.annotations.NullMarked;
