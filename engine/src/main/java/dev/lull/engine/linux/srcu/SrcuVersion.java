package dev.lull.engine.linux.srcu;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The kernels whose SRCU is modelled. Each is the one before and some {@link SrcuFix}es. */
public enum SrcuVersion {
    /** The tree is built when it is needed; the throttle counts polls in a jiffy. */
    V5_19("5.19", null, InitVariant.I0, SrcuFix.UNLOCKS_FIRST, SrcuFix.FIRST_SCAN, SrcuFix.FLIP, SrcuFix.GEOMETRY_FIRST, SrcuFix.GATE_ON_SIZE_STATE),
    /** As far as it is modelled the same. */
    V6_1("6.1", V5_19, InitVariant.I0),
    /** The last with one srcu_struct. */
    V6_3("6.3", V6_1, InitVariant.I0),
    /** The struct is split. */
    V6_4("6.4", V6_3, InitVariant.I2, SrcuFix.SPLIT, SrcuFix.USAGE_STATIC_INIT, SrcuFix.GOING_CHECKS_INIT),
    /** As far as it is modelled the same. */
    V6_6("6.6", V6_4, InitVariant.I2),
    /** Callbacks get their numbers where they are queued; initialisation has one way out. */
    V6_7("6.7", V6_6, InitVariant.I5, SrcuFix.SNAP_BEFORE_ADVANCE, SrcuFix.ACCELERATE_ON_ENQUEUE, SrcuFix.LONG_GRPMASK),
    /** As far as it is modelled the same. */
    V6_12("6.12", V6_7, InitVariant.I5);

    private final String number;
    private final InitVariant init;
    private final Set<SrcuFix> fixes;

    SrcuVersion(String number, SrcuVersion before, InitVariant init, SrcuFix... fixes) {
        this.number = number;
        this.init = init;
        EnumSet<SrcuFix> all = EnumSet.noneOf(SrcuFix.class);
        if (before != null) all.addAll(before.fixes);
        all.addAll(List.of(fixes));
        this.fixes = Collections.unmodifiableSet(all);
    }

    /** The version written {@code 6.1} or {@code v6.1}. */
    public static SrcuVersion of(String number) {
        String bare = number.startsWith("v") ? number.substring(1) : number;
        List<String> known = new ArrayList<>();
        for (SrcuVersion version : values()) {
            if (version.number.equals(bare)) return version;
            known.add(version.number);
        }
        throw new IllegalArgumentException("srcu(\"" + number + "\") is not modelled. These are: " + String.join(", ", known)
                + ", each as it was released, without what its stable series took over later.");
    }

    public String number() {
        return number;
    }

    /** How it initialises a domain. */
    public InitVariant init() {
        return init;
    }

    /** What it came with. */
    public Set<SrcuFix> fixes() {
        return fixes;
    }
}
