package org.civikos.consultation.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a handler answers beside what follows from its place: {@link RefusalsCustomizer} adds by itself what anybody meets who is not signed in, has not the role, names what there
 * is not, sends an old tag or a body that cannot be read.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Outcomes {

    /** Statuses of success, where it is not 200 alone. */
    int[] success() default {};

    /** Refusals of its own, as {@code 409 draft-opened}. */
    String[] refused() default {};

    /** Whether what its path names may be missing: not where it is made by this very request. */
    boolean missing() default true;
}
