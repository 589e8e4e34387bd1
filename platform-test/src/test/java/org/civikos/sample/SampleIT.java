package org.civikos.sample;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.civikos.platformtest.CivikosIT;

/** All tests of the sample service share one context. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@CivikosIT(classes = SampleApplication.class, topics = {SampleApplication.OUT, SampleApplication.IN, SampleApplication.IN_DLQ},
        properties = {"civikos.messaging.sweep-interval=500ms", "civikos.messaging.sweep-grace=300ms"})
@interface SampleIT {
}
