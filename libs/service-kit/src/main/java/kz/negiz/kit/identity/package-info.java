/** Who is calling: call tokens for users, service tokens between services, and the declaration each endpoint makes. */
@NullMarked
package kz.negiz.kit.identity;

import org.jspecify.annotations.NullMarked;
