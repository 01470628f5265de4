package dev.lull.engine.linux;

import java.util.EnumSet;
import java.util.Set;

/** The kernels that the models can be. What differs between them is a {@link Fix}. */
public enum KernelVersion {
    /** A timer per CPU and a bypass timer per group; the timer requeue bug is present. */
    V5_12("5.12"),
    /** b2fcf2102049 applied: the seed's path is closed, the unlocked cancel in rcuog's scan remains. */
    V5_13("5.13", Fix.NOCB_TIMER_REQUEUE),
    /** One timer per group under {@code ->nocb_gp_lock}. */
    V5_14("5.14", Fix.NOCB_TIMER_REQUEUE, Fix.NOCB_TIMER_UNIFIED);

    private final String number;
    private final Set<Fix> fixes;

    KernelVersion(String number, Fix... fixes) {
        this.number = number;
        this.fixes = fixes.length == 0 ? EnumSet.noneOf(Fix.class) : EnumSet.of(fixes[0], fixes);
    }

    /** The version written {@code 5.12} or {@code v5.12}. */
    public static KernelVersion of(String number) {
        String bare = number.startsWith("v") ? number.substring(1) : number;
        StringBuilder known = new StringBuilder();
        for (KernelVersion version : values()) {
            if (version.number.equals(bare)) return version;
            known.append(known.isEmpty() ? "" : ", ").append(version.number);
        }
        throw new IllegalArgumentException("linux(\"" + number + "\") is not modelled yet. These are: " + known
                + ". As far as nocb_timer goes, 5.12 stands for 5.4 to 5.12 and 5.14 for 5.14 to 5.16.");
    }

    public String number() {
        return number;
    }

    /** Fixes this version came with. */
    public Set<Fix> fixes() {
        return fixes.isEmpty() ? EnumSet.noneOf(Fix.class) : EnumSet.copyOf(fixes);
    }
}
