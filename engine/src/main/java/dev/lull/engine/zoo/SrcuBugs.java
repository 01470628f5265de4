package dev.lull.engine.zoo;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.linux.srcu.Srcu;
import dev.lull.engine.linux.srcu.SrcuFix;
import dev.lull.engine.linux.srcu.SrcuLoad.Function;
import dev.lull.engine.linux.srcu.SrcuScenario;
import dev.lull.engine.linux.srcu.Throttle;
import dev.lull.engine.model.Definition;

import java.util.List;

/** Bugs of SRCU. Most are a switch on its model, explored or played; of two only the race itself is modelled. */
final class SrcuBugs {
    private static final Bounds FEW = Bounds.DEFAULT.preemptions(1);
    private static final Bounds SHORTEST = Bounds.DEFAULT.shortest();
    private static final Srcu NEW = calm("6.7");

    private SrcuBugs() {
    }

    /** With so few looks without a delay that a search is not full of them. */
    private static Srcu calm(String version) {
        return Srcu.version(version).maxNodelayPhase(1).maxNodelay(1);
    }

    static List<Bug> all() {
        Srcu bigOld = calm("6.6").sizing(Srcu.Sizing.INIT);
        Srcu bigNew = NEW.sizing(Srcu.Sizing.INIT);
        Srcu leaves = bigNew.fanoutLeaf(1);
        Srcu wide = bigNew.fanoutLeaf(64).cpus(33);
        Srcu notifier = calm("6.4").kind(Srcu.Kind.NOTIFIER);
        Srcu module = calm("6.4").kind(Srcu.Kind.MODULE);
        return List.of(
                new Bug("S1", "srcu acceleration", "call_srcu() advances callbacks by an older number than it gives them, and then has no place for theirs",
                        "4.12 to 6.6; masked there where gp_start() accelerates", "4a8e65b0c348", new Bug.PlayedOnSrcu(SrcuLists.acceleration(NEW.without(SrcuFix.SNAP_BEFORE_ADVANCE), 0)),
                        new Bug.PlayedOnSrcu(SrcuLists.acceleration(NEW, 0))),
                new Bug("S2", "srcu acceleration outside enqueue", "callbacks that S1 left behind are given the number of a grace period that nobody asks for",
                        "up to 6.6", "8a77f38bcd28", new Bug.PlayedOnSrcu(SrcuLists.acceleration(bigOld, 1)), new Bug.PlayedOnSrcu(SrcuLists.acceleration(bigNew, 1))),
                new Bug("S3", "srcu tree geometry", "a domain is set up before the tree has its shape: its CPUs hang on leaves that no walk comes by", "up to 5.13", "b5befe842e66",
                        few(one(leaves.without(SrcuFix.GEOMETRY_FIRST), Function.CALL, 1)), few(one(leaves, Function.CALL, 1))),
                new Bug("S4", "srcu tree being built", "who asks for a grace period uses a leaf that is not complete, for it looks at ->mynode and not at the size state",
                        "5.19 development", "0b56f953908a", new Bug.Modelled(SrcuRaces.treeBeingBuilt(false), SHORTEST), new Bug.Modelled(SrcuRaces.treeBeingBuilt(true), SHORTEST)),
                new Bug("S5", "srcu expedited throttling", "an expedited grace period with a reader that stays is polled for without end and without sleeping", "up to 5.18",
                        "4f2bfd9494a0", few(expedited(NEW.throttle(Throttle.V518))), few(expedited(NEW))),
                new Bug("S6", "srcu notifier usage", "a static notifier's head is zero and so looks initialised: nobody ever sets it up", "6.4-rc", "de29a96accea",
                        few(one(notifier.without(SrcuFix.USAGE_STATIC_INIT), Function.SYNCHRONIZE, 0)), few(one(notifier, Function.SYNCHRONIZE, 0))),
                new Bug("S7", "srcu module never used", "a module that goes cleans up a domain that nobody has used, and flushes work without a function", "6.4 development", "",
                        few(one(module.without(SrcuFix.GOING_CHECKS_INIT), Function.MODULE_EXIT, 0)), few(one(module, Function.MODULE_EXIT, 0))),
                new Bug("S8", "srcu grpmask overflow", "a CPU more than 31 places above its leaf's first gets another CPU's bit", "up to 6.6, leaves of more than 31 CPUs", "d8d5b7bf6f21",
                        few(one(wide.without(SrcuFix.LONG_GRPMASK), Function.CALL, 32)), few(one(wide, Function.CALL, 32))),
                new Bug("S9", "srcu across domains", "two tasks wait each for the domain that the other reads: no code is wrong, but the order of the two is", "any",
                        "", new Bug.Modelled(SrcuRaces.twoDomains(false), SHORTEST), new Bug.Modelled(SrcuRaces.twoDomains(true), SHORTEST)));
    }

    private static Bug.Case few(Definition definition) {
        return new Bug.Modelled(definition, FEW);
    }

    private static SrcuScenario one(Srcu srcu, Function function, int cpu) {
        return SrcuScenario.of("one " + function.says(), srcu).load(SrcuScenario.update(function).on(cpu).times(1));
    }

    private static SrcuScenario expedited(Srcu srcu) {
        return one(srcu, Function.SYNCHRONIZE_EXPEDITED, 0).load(SrcuScenario.reader().times(1));
    }
}
