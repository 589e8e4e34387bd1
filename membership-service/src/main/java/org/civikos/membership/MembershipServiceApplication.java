package org.civikos.membership;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the membership service. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class MembershipServiceApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(MembershipServiceApplication.class, arguments);
    }
}
