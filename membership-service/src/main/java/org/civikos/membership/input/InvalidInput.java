package org.civikos.membership.input;

import java.util.List;

/** An input that breaks a rule of the thing it is meant for; carries everything that is wrong, not only the first. */
public class InvalidInput extends RuntimeException {

    private final transient List<Fault> faults;

    public InvalidInput(List<Fault> faults) {
        super(faults.stream().map(fault -> fault.field() + ": " + fault.code()).toList().toString());
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
