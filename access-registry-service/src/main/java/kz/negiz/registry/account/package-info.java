/** Accounts: who may use the platform, in which body, as what. */
@NullMarked
package kz.negiz.registry.account;

import org.jspecify.annotations.NullMarked;
