package kz.negiz.kit.identity;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares that an endpoint serves users with at least one of the named roles; no name means every user in standing.
 * Declared on a method, it replaces the declaration of the class.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface ServesUsers {

    AccessRole[] value() default {};

    /** Whether users who have not signed the agreement yet are served too (R41-7: the first entry opens only the agreement). */
    boolean beforeAgreement() default false;
}
