/** The "Reports" function: what subordinates asked, and how much was asked (R41-17, R150-32, R150-42, R150-43). */
@NullMarked
package kz.negiz.auditlog.report;

import org.jspecify.annotations.NullMarked;
