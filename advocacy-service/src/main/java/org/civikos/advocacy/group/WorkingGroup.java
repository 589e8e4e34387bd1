package org.civikos.advocacy.group;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The four groups in which members of the network work, after the call of 2015; each follows one objective of the government's strategy. */
public enum WorkingGroup {

    PARTICIPATION("participation",
            Map.of("sq", "Pjesëmarrja në politika dhe ligje", "sr", "Učešće u politikama i zakonima", "en", "Participation in policies and laws"),
            Map.of("sq", "Që organizatat të dëgjohen me kohë kur qeveria harton politika dhe ligje.",
                    "sr", "Da se organizacije na vreme čuju kada vlada izrađuje politike i zakone.",
                    "en", "That organisations are heard in time when the government drafts policies and laws.")),
    PUBLIC_SERVICES("public-services",
            Map.of("sq", "Kontraktimi i shërbimeve publike", "sr", "Ugovaranje javnih usluga", "en", "Contracting of public services"),
            Map.of("sq", "Që organizatat të mund të ofrojnë shërbime publike me rregulla të qarta.",
                    "sr", "Da organizacije mogu da pružaju javne usluge po jasnim pravilima.",
                    "en", "That organisations can provide public services under clear rules.")),
    PUBLIC_FUNDING("public-funding",
            Map.of("sq", "Financimi publik", "sr", "Javno finansiranje", "en", "Public funding"),
            Map.of("sq", "Që mbështetja financiare publike të jetë transparente dhe e drejtë.",
                    "sr", "Da javna finansijska podrška bude transparentna i pravična.",
                    "en", "That public financial support is transparent and fair.")),
    VOLUNTEERING("volunteering",
            Map.of("sq", "Vullnetarizmi", "sr", "Volontiranje", "en", "Volunteering"),
            Map.of("sq", "Që puna vullnetare të njihet dhe të nxitet.",
                    "sr", "Da se volonterski rad prizna i podstiče.",
                    "en", "That voluntary work is recognised and encouraged."));

    private final String id;
    private final Map<String, String> names;
    private final Map<String, String> purpose;

    WorkingGroup(String id, Map<String, String> names, Map<String, String> purpose) {
        this.id = id;
        this.names = names;
        this.purpose = purpose;
    }

    public String id() {
        return id;
    }

    public Map<String, String> names() {
        return names;
    }

    Map<String, String> purpose() {
        return purpose;
    }

    public static Optional<WorkingGroup> byId(String id) {
        return Arrays.stream(values()).filter(group -> group.id.equals(id)).findFirst();
    }
}
