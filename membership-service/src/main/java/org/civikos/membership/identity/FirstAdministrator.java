package org.civikos.membership.identity;

import java.util.List;
import java.util.Set;
import org.civikos.membership.person.Contact;
import org.civikos.membership.person.People;
import org.civikos.membership.person.Person;
import org.civikos.membership.person.Role;
import org.civikos.platform.id.Ids;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Makes the first person who may let others in, if a new installation names one and has nobody yet. */
@Component
public class FirstAdministrator {

    private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);

    private final People people;
    private final IdentityProperties properties;

    FirstAdministrator(People people, IdentityProperties properties) {
        this.people = people;
        this.properties = properties;
    }

    /** Does nothing once there is an administrator, whoever it is. */
    public void ensure() {
        String email = properties.firstAdministrator();
        if (email == null || email.isBlank() || people.anyAdministrator()) {
            return;
        }
        Person known = people.findByEmail(email).orElse(null);
        Contact contact = known != null && known.contact() != null ? known.contact()
                : Contact.of(email.strip().substring(0, Math.max(1, email.strip().indexOf('@'))), email, null, "sq");
        try {
            people.bring(known == null ? Ids.next() : known.id(), contact, List.of(), Set.of(Role.ADMINISTRATOR, Role.SECRETARIAT));
            LOG.info("The first administrator can sign in with the address given as BOOTSTRAP_ADMIN_EMAIL");
        } catch (DuplicateKeyException another) {
            LOG.info("Another instance has made the first administrator");
        }
    }
}
