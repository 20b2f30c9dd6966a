package kz.negiz.acceptance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A test that uses the whole platform; its methods may take a {@link Platform}. Runs when the services are packaged, and has the
 * platform to itself.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("platform")
@ExtendWith(RunningPlatform.class)
@ResourceLock("the running platform")
public @interface OnRunningPlatform {}
