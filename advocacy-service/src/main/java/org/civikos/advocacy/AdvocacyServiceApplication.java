package org.civikos.advocacy;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class AdvocacyServiceApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(AdvocacyServiceApplication.class, arguments);
    }
}
