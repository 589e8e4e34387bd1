package org.civikos.platform.time;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The clock that all time comes from, so that a test can set it, and the days off that were announced. */
@AutoConfiguration
public class TimeAutoConfiguration {

    private static final Logger log = LoggerFactory.getLogger(TimeAutoConfiguration.class);

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** @param days such as {@code 2027-03-10:off} and {@code 2027-03-09:work} */
    @Bean
    InitializingBean announcedDays(@Value("${civikos.holidays:}") List<String> days) {
        return () -> announce(days);
    }

    /** @throws IllegalArgumentException if one is not a day with what it is; the start stops at it rather than count wrong */
    static void announce(List<String> days) {
        Set<LocalDate> off = new HashSet<>();
        Set<LocalDate> worked = new HashSet<>();
        for (String one : days) {
            String[] parts = one.strip().split(":", 2);
            try {
                LocalDate day = LocalDate.parse(parts[0].strip());
                String what = parts.length == 2 ? parts[1].strip() : "";
                if (!(what.equals("off") ? off : what.equals("work") ? worked : Set.<LocalDate>of()).add(day)) {
                    throw new IllegalArgumentException("HOLIDAYS names a day twice: " + one);
                }
            } catch (DateTimeParseException | UnsupportedOperationException e) {
                throw new IllegalArgumentException("HOLIDAYS wants days such as 2027-03-10:off or 2027-03-09:work, not " + one, e);
            }
        }
        WorkingDays.announce(off, worked);
        if (!days.isEmpty()) {
            log.info("Days off by announcement: {}; worked: {}", off, worked);
        }
    }
}
