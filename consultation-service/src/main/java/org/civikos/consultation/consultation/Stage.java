package org.civikos.consultation.consultation;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a consultation stands. What is planned is an entry of the yearly plan; a consultation begins early or open. */
enum Stage {
    /** The publisher asks before there is an official draft. */
    EARLY,
    /** The official consultation, until the deadline. */
    OPEN,
    /** After the deadline, before the publisher's answers. */
    CLOSED,
    /** The publisher has answered. */
    ANSWERED,
    /** The act has been adopted. */
    ADOPTED,
    /** It was given up. */
    DROPPED;

    /** What a step does, beside moving the deadline. */
    enum Transition {
        /** The official consultation begins; only from {@link Stage#EARLY}, for otherwise it is how a consultation comes to be. */
        OPENING(Stage.OPEN, EnumSet.of(EARLY)),
        /** Time does it, never a person. */
        CLOSING(Stage.CLOSED, EnumSet.of(Stage.OPEN)),
        ANSWER(Stage.ANSWERED, EnumSet.of(Stage.CLOSED)),
        /** Also without answers: it happens. */
        ADOPTION(Stage.ADOPTED, EnumSet.of(Stage.CLOSED, Stage.ANSWERED)),
        DROP(Stage.DROPPED, EnumSet.of(EARLY, Stage.OPEN, Stage.CLOSED, Stage.ANSWERED));

        private final Stage to;
        private final Set<Stage> from;

        Transition(Stage to, Set<Stage> from) {
            this.to = to;
            this.from = from;
        }

        Stage to() {
            return to;
        }

        boolean allowedFrom(Stage stage) {
            return from.contains(stage);
        }

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Those that a person looks for together. */
    enum Tab {
        OPEN(EnumSet.of(Stage.OPEN)),
        PLANNED(EnumSet.of(EARLY)),
        CLOSED(EnumSet.of(Stage.CLOSED, ANSWERED, ADOPTED, DROPPED));

        private final Set<Stage> stages;

        Tab(Set<Stage> stages) {
            this.stages = stages;
        }

        Set<Stage> stages() {
            return stages;
        }
    }

    /** Whether its deadline is still to come, as far as anybody has looked. */
    boolean runs() {
        return this == EARLY || this == OPEN;
    }

    /** Whether a step taken by mistake can be taken back: what has no end of its own. */
    boolean canBeReverted() {
        return this == ANSWERED || this == ADOPTED || this == DROPPED;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static @Nullable Stage of(String code) {
        for (Stage stage : values()) {
            if (stage.code().equals(code)) {
                return stage;
            }
        }
        return null;
    }
}
