package org.civikos.platformtest;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.annotation.AliasFor;

/**
 * A test of the whole service on a random port, against a real broker and a real MongoDB-protocol server: containers where a
 * Docker engine answers, the embedded ones otherwise, or what {@code TEST_KAFKA_BOOTSTRAP} and {@code TEST_MONGODB_URI} name.
 * Both start once per JVM; every context has a database of its own, and {@link EventProbe} as a bean.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public @interface CivikosIT {

    /** As {@code SpringBootTest.classes}. */
    @AliasFor(annotation = SpringBootTest.class, attribute = "classes")
    Class<?>[] classes() default {};

    /** As {@code SpringBootTest.properties}. */
    @AliasFor(annotation = SpringBootTest.class, attribute = "properties")
    String[] properties() default {};

    /** Topics to create beside those of {@code contracts/topics.json}, with three partitions each. */
    String[] topics() default {};
}
