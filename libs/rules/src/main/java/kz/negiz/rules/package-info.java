/**
 * The rules of Orders 41 and 150 as editions of data and as pure decisions: who may ask what on which basis, and how much
 * of it is shown.
 */
@NullMarked
package kz.negiz.rules;

import org.jspecify.annotations.NullMarked;
