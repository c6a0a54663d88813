package io.modelops.bundle.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** A test that takes long and runs only where {@link Sweeps#areWhole}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfEnvironmentVariable(
    named = "WHOLE_SWEEPS",
    matches = ".+",
    disabledReason = "long: it runs where WHOLE_SWEEPS is set")
public @interface InWholeSweeps {}
