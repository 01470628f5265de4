package dev.lull.engine.run.srcu;

import dev.lull.engine.linux.srcu.InitVariant;
import dev.lull.engine.linux.srcu.Srcu;
import dev.lull.engine.linux.srcu.SrcuHeap;
import dev.lull.engine.linux.srcu.SrcuLoad;
import dev.lull.engine.linux.srcu.SrcuScenario;
import dev.lull.engine.linux.srcu.SrcuStruct;
import dev.lull.engine.linux.srcu.SrcuSystem;
import dev.lull.engine.run.CannotHappen;

import java.util.ArrayList;
import java.util.List;

/**
 * The decision table of initialisation: every variant, every kind of domain, every allocation failing in turn. Nothing in it is
 * written down: each row is a few runs of the model, one to the end of setting up, from where the pointers are read, and others on
 * from there: using the domain, setting it up again, cleaning it up.
 *
 * <p>It is used for a call_srcu(), which looks once whether the domain is set up. synchronize_srcu() looks three times, so that a
 * single failure is mended by the next look: derived, not reported upstream.
 */
public final class InitTable {
    private static final String TASK = "task/0";

    private InitTable() {
    }

    /** All rows, by variant, dynamic before static. */
    public static List<InitOutcome> all() {
        List<InitOutcome> rows = new ArrayList<>();
        for (InitVariant variant : InitVariant.values()) rows.addAll(of(variant));
        return rows;
    }

    /** The rows of one variant. */
    public static List<InitOutcome> of(InitVariant variant) {
        List<InitOutcome> rows = new ArrayList<>();
        for (boolean isStatic : new boolean[] {false, true}) {
            for (SrcuHeap.Part fails : SrcuHeap.Part.values()) {
                boolean happens = fails != SrcuHeap.Part.SRCU_USAGE || variant.isSplit() && !isStatic;
                if (happens) rows.add(outcome(variant, isStatic, fails, true));
            }
            rows.add(outcome(variant, isStatic, null, false));
            rows.add(outcome(variant, isStatic, null, true));
        }
        return rows;
    }

    /** One row. */
    public static InitOutcome outcome(InitVariant variant, boolean isStatic, SrcuHeap.Part fails, boolean sizedAtInit) {
        Srcu.Kind kind = !isStatic ? Srcu.Kind.DYNAMIC : fails == SrcuHeap.Part.SRCU_DATA ? Srcu.Kind.MODULE : Srcu.Kind.STATIC;
        Srcu srcu = Srcu.version("6.7").init(variant).kind(kind).sizing(sizedAtInit ? Srcu.Sizing.INIT : Srcu.Sizing.NONE);
        SrcuStage stage = setUp(srcu, fails);
        SrcuStruct ssp = stage.system().ssp();
        boolean failed = ssp.peekInitReturned() != 0;
        return new InitOutcome(variant, isStatic, fails, sizedAtInit, ssp.peekInitReturned(), isStatic, sup(srcu, ssp), pointer(ssp, ssp.peekSda()), leaked(ssp, failed && !isStatic),
                dangling(ssp), unset(srcu, ssp, isStatic), isStatic || !failed ? use(srcu, fails) : again(srcu, fails), failed && !isStatic ? cleanup(srcu, fails) : List.of());
    }

    // ---- runs -------------------------------------------------------------------------------------------------

    private static SrcuScenario scenario(Srcu srcu, SrcuHeap.Part fails) {
        SrcuScenario scenario = SrcuScenario.of("setting up", srcu);
        if (!srcu.kind().isStatic()) scenario = scenario.load(SrcuScenario.update(SrcuLoad.Function.INIT).times(2));
        scenario = scenario.load(SrcuScenario.update(SrcuLoad.Function.CALL).times(1));
        if (!srcu.kind().isStatic()) scenario = scenario.load(SrcuScenario.update(SrcuLoad.Function.CLEANUP).times(1));
        return fails == null ? scenario : scenario.load(SrcuScenario.failure(fails));
    }

    /** Runs until the domain has been set up, or has not. */
    private static SrcuStage setUp(Srcu srcu, SrcuHeap.Part fails) {
        SrcuSystem system = (SrcuSystem) scenario(srcu, fails).build();
        SrcuStage stage = new SrcuStage(system, null);
        if (fails != null && !(srcu.kind() == Srcu.Kind.MODULE && fails == SrcuHeap.Part.SRCU_DATA)) stage.fail(fails);
        if (!srcu.kind().isStatic()) {
            stage.call(TASK).untilAsleep();
            return stage;
        }
        SrcuStage.Actor caller = stage.call(TASK);
        while (system.ssp().peekInitReturned() > 0) caller.steps(1);
        return stage;
    }

    private static InitOutcome.Use use(Srcu srcu, SrcuHeap.Part fails) {
        SrcuStage stage = setUp(srcu, fails);
        if (srcu.kind().isStatic()) return result(stage, stage.run(TASK));
        return result(stage, stage.call(TASK + "b"));
    }

    private static InitOutcome.Use result(SrcuStage stage, SrcuStage.Actor caller) {
        try {
            caller.untilAsleep();
            stage.settle();
        } catch (CannotHappen stuck) {
            return InitOutcome.Use.HALF;
        }
        List<String> blames = stage.blames();
        if (blames.stream().anyMatch(blame -> blame.startsWith("null pointer"))) return InitOutcome.Use.HALF;
        if (!blames.isEmpty()) return InitOutcome.Use.WILD;
        if (!stage.system().ssp().heads().waiting().isEmpty()) return InitOutcome.Use.HANGS;
        return stage.system().ssp().peekSize() == SrcuStruct.Size.BIG ? InitOutcome.Use.BIG : InitOutcome.Use.SMALL;
    }

    /** The caller was told that it failed, and tries again. */
    private static InitOutcome.Use again(Srcu srcu, SrcuHeap.Part fails) {
        SrcuStage stage = setUp(srcu, fails);
        stage.call(TASK).untilAsleep();
        SrcuStruct ssp = stage.system().ssp();
        if (ssp.peekInitReturned() != 0) return InitOutcome.Use.HANGS;
        boolean leaks = !ssp.heap().leaked(ssp.peekSup(), ssp.peekSda(), ssp.peekNode()).isEmpty();
        InitOutcome.Use use = result(stage, stage.call(TASK + "b"));
        if (use != InitOutcome.Use.SMALL && use != InitOutcome.Use.BIG) return use;
        return leaks ? InitOutcome.Use.RETRY_LEAKS : InitOutcome.Use.RETRY;
    }

    /** The caller was told, and cleans up though there is nothing to clean: wrong, and common. */
    private static List<String> cleanup(Srcu srcu, SrcuHeap.Part fails) {
        SrcuStage stage = setUp(srcu, fails);
        try {
            stage.call(TASK + "c").untilAsleep();
        } catch (CannotHappen stuck) {
            // it follows a pointer to nowhere, and goes no further
        }
        return stage.blames().stream().map(blame -> blame.substring(0, blame.indexOf(':'))).distinct().toList();
    }

    // ---- reading it off ---------------------------------------------------------------------------------------

    private static String sup(Srcu srcu, SrcuStruct ssp) {
        return srcu.isSplit() ? pointer(ssp, ssp.peekSup()) : "n/a";
    }

    private static String pointer(SrcuStruct ssp, long pointer) {
        if (pointer == SrcuHeap.NULL) return "NULL";
        if (pointer == SrcuHeap.WILD) return "untouched";
        if (pointer == SrcuHeap.STATIC) return "kept";
        return ssp.heap().isFreed(pointer) ? "freed" : "valid";
    }

    /** After a failure nobody keeps what a failed call has allocated: whatever lives then is leaked as soon as the pointer goes. */
    private static List<SrcuHeap.Part> leaked(SrcuStruct ssp, boolean failed) {
        return failed ? ssp.heap().leaked() : ssp.heap().leaked(ssp.peekSup(), ssp.peekSda(), ssp.peekNode());
    }

    private static List<SrcuHeap.Part> dangling(SrcuStruct ssp) {
        List<SrcuHeap.Part> dangling = new ArrayList<>();
        if (ssp.heap().isFreed(ssp.peekSup())) dangling.add(SrcuHeap.Part.SRCU_USAGE);
        if (ssp.heap().isFreed(ssp.peekSda())) dangling.add(SrcuHeap.Part.SRCU_DATA);
        if (ssp.heap().isFreed(ssp.peekNode())) dangling.add(SrcuHeap.Part.SRCU_NODE);
        return dangling;
    }

    private static List<String> unset(Srcu srcu, SrcuStruct ssp, boolean isStatic) {
        List<String> unset = new ArrayList<>();
        if (isStatic && srcu.isSplit() && !ssp.peekBackPointer()) unset.add("srcu_ssp=NULL");
        if (isStatic && (ssp.peekNeeded() & 3) != 0) unset.add("needed!");
        return unset;
    }
}
