package org.civikos.localstack.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The invented network: who there is, and what each asked for. It is the only thing that the {@link Ledger} is computed
 * from. Names are put together from common first and family names; addresses lie at example.org and telephone numbers
 * in +383 43 900 xxx, so that nobody can be reached.
 */
final class SampleNetwork {

    /** @param fields of activity; never empty here */
    record Organisation(String id, String name, String language, Set<String> fields) {
    }

    /**
     * @param phone empty where none is known
     * @param validTo last day of the mandate; empty while it has no end
     * @param settings null where the person never chose
     */
    record Representative(String id, String name, String email, String phone, String language, Organisation organisation,
            String rights, String validFrom, String validTo, boolean deputy, Settings settings) {

        boolean speaksOn(LocalDate day) {
            return !LocalDate.parse(validFrom).isAfter(day) && (validTo.isEmpty() || !LocalDate.parse(validTo).isBefore(day));
        }
    }

    /** What somebody chose on the page "my alerts". */
    record Settings(boolean email, boolean sms, String scope) {
    }

    /** Somebody of the secretariat, the board or a working group, without a mandate. */
    record Staff(String id, String name, String email, String language, String roles) {
    }

    record Member(String group, String personId, String role) {
    }

    static final int WITH_SMS = 12;

    private static final List<String> FIRST_SQ = List.of("Arta", "Besnik", "Blerta", "Driton", "Edona", "Faton", "Gresa", "Ilir", "Jeta",
            "Kushtrim", "Lirije", "Mentor", "Nora", "Petrit", "Rina", "Shpend", "Teuta", "Valon", "Yllka", "Zana", "Agron", "Dafina");
    private static final List<String> LAST_SQ = List.of("Shembulli", "Prova", "Trilli", "Rasti", "Modeli", "Mostra", "Ndërtimi", "Përralla",
            "Lisi", "Ura", "Guri", "Bredhi", "Thëngjilli");
    private static final List<String> FIRST_SR = List.of("Ana", "Bojan", "Dragana", "Goran", "Jelena", "Marko", "Milica", "Nenad", "Sanja",
            "Vesna", "Zoran", "Đorđe", "Živka");
    private static final List<String> LAST_SR = List.of("Primerić", "Probić", "Uzorić", "Mostarac", "Šljivić", "Ćuprijić", "Žbunić");
    private static final List<String> FIRST_EN = List.of("Alex", "Dana", "Kim", "Robin", "Sam", "Toni", "Noel");
    private static final List<String> LAST_EN = List.of("Sample", "Placeholder", "Testcase", "Maplewood");

    private final List<Organisation> organisations = new ArrayList<>();
    private final List<Representative> representatives = new ArrayList<>();
    private final String organisationsCsv;

    SampleNetwork() {
        organisationsCsv = resource("/demo/organisations.csv");
        for (String line : organisationsCsv.lines().skip(1).toList()) {
            String[] c = line.split(";");
            String language = c[1].contains("(izmišljena)") ? "sr" : c[1].contains("(invented)") ? "en" : "sq";
            organisations.add(new Organisation(c[0], c[1], language, Set.of(c[4].split("\\|"))));
        }
        people();
    }

    private static String resource(String name) {
        try (InputStream in = SampleNetwork.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Two or three for each organisation; the first two of all have a mandate that has ended or not begun. */
    private void people() {
        Set<String> emails = new HashSet<>();
        Map<String, Integer> used = new LinkedHashMap<>();
        int number = 0;
        int sms = 0;
        for (int o = 0; o < organisations.size(); o++) {
            Organisation organisation = organisations.get(o);
            int count = o % 3 == 0 ? 3 : 2;
            for (int i = 0; i < count; i++) {
                number++;
                int n = used.merge(organisation.language(), 1, Integer::sum) - 1;
                String name = name(organisation.language(), n);
                String email = email(name, emails);
                boolean third = i == 2;
                String validTo = third && o == 0 ? "2024-12-31" : "";
                String validFrom = third && o == 3 ? "2099-01-01" : "2024-01-01";
                boolean speaks = validTo.isEmpty() && !validFrom.startsWith("2099");
                Settings settings = null;
                if (speaks && i == 0 && o % 3 != 2 && sms < WITH_SMS) {
                    // Of those who chose: most keep their fields, some want everything, one wants SMS alone.
                    settings = new Settings(sms != 5, true, sms % 4 == 3 ? "everything" : "organisation-fields");
                    sms++;
                }
                String phone = settings != null || number % 4 == 0 ? "+38343900%03d".formatted(number) : "";
                String rights = i == 0 ? "comment|sign-off|manage" : i == 1 ? "comment" : "comment|vote";
                representatives.add(new Representative("demo-rep-%03d".formatted(number), name, email, phone, organisation.language(),
                        organisation, rights, validFrom, validTo, third, settings));
            }
        }
    }

    private static String name(String language, int n) {
        List<String> first = language.equals("sr") ? FIRST_SR : language.equals("en") ? FIRST_EN : FIRST_SQ;
        List<String> last = language.equals("sr") ? LAST_SR : language.equals("en") ? LAST_EN : LAST_SQ;
        return first.get(n % first.size()) + " " + last.get((n + n / first.size()) % last.size());
    }

    private static String email(String name, Set<String> taken) {
        String plain = name.toLowerCase(java.util.Locale.ROOT).replace('ë', 'e').replace('ç', 'c').replace('š', 's').replace('ž', 'z')
                .replace('ć', 'c').replace('č', 'c').replace("đ", "dj").replace(' ', '.');
        String email = plain + "@example.org";
        for (int i = 2; !taken.add(email); i++) {
            email = plain + i + "@example.org";
        }
        return email;
    }

    List<Organisation> organisations() {
        return organisations;
    }

    List<Representative> representatives() {
        return representatives;
    }

    List<Staff> staff() {
        return List.of(new Staff("demo-secretariat", "Vjosa Sekretaria", "vjosa.sekretaria@example.org", "sq", "secretariat"),
                new Staff("demo-secretariat-2", "Milan Kancelarić", "milan.kancelaric@example.org", "sr", "secretariat"),
                new Staff("demo-board", "Lumnije Bordi", "lumnije.bordi@example.org", "sq", "board"),
                new Staff("demo-admin", "Robin Keeper", "robin.keeper@example.org", "en", "administrator|secretariat"));
    }

    /** Each group's coordinator and two members, from the representatives. */
    List<Member> members() {
        List<Member> members = new ArrayList<>();
        List<Representative> chosen = representatives.stream().filter(r -> r.speaksOn(LocalDate.now()) && !r.deputy()).toList();
        List<String> groups = List.of("participation", "public-services", "public-funding", "volunteering");
        for (int g = 0; g < groups.size(); g++) {
            for (int m = 0; m < 3; m++) {
                members.add(new Member(groups.get(g), chosen.get(g * 7 + m * 2).id(), m == 0 ? "coordinator" : m == 1 ? "member" : "observer"));
            }
        }
        return members;
    }

    String organisationsCsv() {
        return organisationsCsv;
    }

    String representativesCsv() {
        StringBuilder csv = new StringBuilder("id;name;email;phone;language;organisation_id;rights;valid_from;valid_to;deputy;roles\n");
        for (Representative r : representatives) {
            csv.append(String.join(";", r.id(), r.name(), r.email(), r.phone(), r.language(), r.organisation().id(), r.rights(),
                    r.validFrom(), r.validTo(), Boolean.toString(r.deputy()), "")).append('\n');
        }
        for (Staff s : staff()) {
            csv.append(String.join(";", s.id(), s.name(), s.email(), "", s.language(), "", "", "", "", "", s.roles())).append('\n');
        }
        return csv.toString();
    }
}
