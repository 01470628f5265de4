package dev.lull.kernel.lab;

import dev.lull.engine.linux.CpuList;
import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.HotplugLockForm;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.linux.RescueEdge;
import dev.lull.engine.linux.Tunable;
import dev.lull.engine.linux.rcu.GpKthread;
import dev.lull.engine.linux.rcu.QuiescentStates;
import dev.lull.engine.machine.Fault;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.MoveSource;
import dev.lull.engine.machine.Timer;
import dev.lull.engine.run.Moment;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.CpuDownLoad;
import dev.lull.engine.scenario.CpuUpLoad;
import dev.lull.engine.scenario.CpusetLoad;
import dev.lull.engine.scenario.EqsLoad;
import dev.lull.engine.scenario.FaultLoad;
import dev.lull.engine.scenario.Load;
import dev.lull.engine.scenario.Mistake;
import dev.lull.engine.scenario.ObjectLoad;
import dev.lull.engine.scenario.ReaderLoad;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.scenario.SmpbootLoad;
import dev.lull.engine.scenario.RtThrottleLoad;
import dev.lull.engine.scenario.ThrottleLoad;
import dev.lull.engine.scenario.TicklessLoad;
import dev.lull.engine.scenario.ToggleLoad;
import dev.lull.engine.scenario.Urgency;
import dev.lull.engine.scenario.WaitLoad;
import dev.lull.engine.scenario.WorkLoad;
import dev.lull.engine.system.Caller;
import dev.lull.engine.system.HotplugTask;
import dev.lull.engine.system.Toggler;

import java.util.List;

/**
 * Writes the cell that plays a counterexample again: the scenario, and a script step for each passage. Its lines end in
 * their dots, for plain jshell takes a line that could be the last for the last.
 */
final class ReplayCell {
    private static final String ON = ".\n    ";

    private ReplayCell() {
    }

    /** @param name of the variable that holds the script */
    static JavaCell of(String name, AskedOfLinux asked, List<Passage> passages, int[] tape) {
        Scenario scenario = asked.scenario();
        Machine machine = asked.machine();
        StringBuilder out = new StringBuilder(asked.own() == null ? "" : "// kthreads: those of your own that were explored\n").append("var ").append(name).append(" = ").append(linux(scenario.linux())).append(ON).append("scenario(").append(quoted(scenario.title())).append(')');
        for (Load load : scenario.loads()) out.append(ON).append("load(").append(load(load)).append(')');
        for (RescueEdge edge : RescueEdge.values()) {
            String list = scenario.rescue().list(edge);
            if (!list.isEmpty()) out.append(ON).append(edge == RescueEdge.TICK ? "ticksOn(" : "meets(" + edge + ", ").append(quoted(list)).append(')');
        }
        if (asked.own() != null) out.append(ON).append("with(kthreads)");
        out.append(ON).append(asked.bounds().gracePeriods() == GpKthread.Grain.FINE ? "replay(bounds().fineGracePeriods())" : "replay()");
        int at = 0;
        for (int i = 0; i < passages.size(); i++) {
            Passage passage = passages.get(i);
            out.append(ON).append("step(\"").append(i + 1).append("\", s -> ").append(action(scenario.linux(), machine, passage, tape, at)).append(')');
            at += passage.moments().size();
        }
        return new JavaCell(out.append(";\n").append(name).append(".play()").toString());
    }

    private static String action(Linux linux, Machine machine, Passage passage, int[] tape, int from) {
        int steps = (int) passage.moments().stream().filter(Moment::step).count();
        StringBuilder out = new StringBuilder();
        boolean several = passage.moments().size() - steps > 1;
        String begun = null;
        for (int i = 0; i < passage.moments().size() - steps; i++) {
            int move = tape[from + i];
            MoveSource source = machine.source(move);
            if (source instanceof Caller caller && !caller.waits()) begun = "s.beginCallRcu" + (linux.isLazy() && !caller.isLazy(Machine.alternative(move)) ? "Hurry(" : "(") + caller.callsFrom() + ", " + caller.hasIrqsOn(Machine.alternative(move)) + ")";
            else if (source instanceof Timer timer) out.append("s.expire(").append(quoted(timer.name())).append("); ");
            else if (source instanceof Toggler toggler) begun = (toggler.offloads(Machine.alternative(move)) ? "s.offload(" : "s.deoffload(") + toggler.toggles() + ")";
            else if (source instanceof HotplugTask task) begun = (wentUp(passage.moments().get(i)) ? "s.cpuUp(" : "s.cpuDown(") + task.changes() + ")";
            else if (source instanceof Fault fault) out.append("s.fail(").append(quoted(fault.what())).append("); ");
            else if (source == machine.clock()) out.append("s.tick(); ");
            else if (source instanceof QuiescentStates quiet && quiet.follower() == null) out.append("s.quiescentState(").append(quiet.cpu()).append("); ");
            else out.append("s.take(").append(move).append("); ");
        }
        if (begun != null) out.append(begun).append(steps > 0 ? ".steps(" + steps + ")" : "").append("; ");
        else if (steps > 0) out.append("s.run(").append(quoted(passage.who())).append(").steps(").append(steps).append("); ");
        String text = out.toString().trim();
        boolean single = !several && text.indexOf(';') == text.length() - 1;
        return single ? text.substring(0, text.length() - 1) : "{ " + text + " }";
    }

    /** Of a hotplug task's beginning: which of its two counts it took from. */
    private static boolean wentUp(Moment moment) {
        return moment.changes().stream().anyMatch(change -> change.word().endsWith("ups_left"));
    }

    private static String linux(Linux linux) {
        StringBuilder out = new StringBuilder("linux(").append(quoted(linux.version().number())).append(").cpus(").append(linux.cpus()).append(')');
        if (linux.hz().perSecond() != 250) out.append(".hz(").append(linux.hz().perSecond()).append(')');
        if (linux.nocbs().cardinality() != linux.cpus()) out.append(".rcuNocbs(").append(quoted(CpuList.write(linux.nocbs()))).append(')');
        if (!linux.nohzFull().isEmpty()) out.append(".nohzFull(").append(quoted(CpuList.write(linux.nohzFull()))).append(')');
        out.append(".gpStride(").append(linux.gpStride()).append(").nobypassLim(").append(linux.nobypassLim()).append(')');
        for (Tunable tunable : Tunable.values()) {
            boolean said = tunable == Tunable.RCU_NOCB_GP_STRIDE || tunable == Tunable.NOCB_NOBYPASS_LIM_PER_JIFFY;
            if (!said && linux.isTuned(tunable)) out.append(".tune(").append(quoted(tunable.parameter())).append(", ").append(linux.get(tunable)).append(')');
        }
        if (linux.hotplugLock() != HotplugLockForm.ONE_STEP) out.append(".hotplugLock(").append(quoted(linux.hotplugLock().says())).append(')');
        for (Fix fix : Fix.values()) {
            if (linux.has(fix) != linux.version().fixes().contains(fix)) {
                out.append(linux.has(fix) ? ".with(" : ".without(").append("fix(").append(quoted(fix.title())).append("))");
            }
        }
        return out.toString();
    }

    private static String load(Load load) {
        if (load instanceof CallRcuLoad calls) {
            return "callRcu().on(" + quoted(calls.list()) + ").times(" + calls.times() + ").irqs(" + calls.irqs() + ")" + urgency(calls.urgency());
        }
        if (load instanceof ToggleLoad toggle) return (toggle.offloads() ? "offload(" : "deoffload(") + toggle.list() + ")" + times(toggle.times());
        if (load instanceof CpuUpLoad up) return "cpuUp(" + quoted(up.list()) + ")" + times(up.times()) + (up.parallel() ? ".inParallel()" : "") + (up.offlineAtFirst() ? ".fromOffline()" : "");
        if (load instanceof TicklessLoad none) return "tickless(" + none.list() + ")" + (none.yields() ? ".condResched()" : "");
        if (load instanceof CpuDownLoad down) return "cpuDown(" + quoted(down.list()) + ")" + times(down.times());
        if (load instanceof FaultLoad fault) return "fail(" + quoted(fault.what()) + ")" + times(fault.times());
        if (load instanceof WaitLoad waits) return waits.word() + ".on(" + quoted(waits.list()) + ").times(" + waits.times() + ")";
        if (load instanceof EqsLoad leaves) return "leaves(" + leaves.state() + ").on(" + quoted(leaves.list()) + ")";
        if (load instanceof RtThrottleLoad limit) return "rtThrottled()" + times(limit.times());
        if (load instanceof ThrottleLoad limit) return "throttled(" + limit.cpu() + ")" + (limit.who() == ThrottleLoad.Who.LOCK_HOLDER ? ".holdingLock()" : "") + times(limit.times());
        if (load instanceof SmpbootLoad thread) return "smpbootThread(" + thread.cpu() + ")" + times(thread.times());
        if (load instanceof ObjectLoad object) {
            return "rcuObject().on(" + quoted(object.list()) + ")" + times(object.times()) + (object.requeues() > 0 ? ".requeues(" + object.requeues() + ")" : "")
                    + (object.mistake() == Mistake.NONE ? "" : "." + object.mistake().word() + "()");
        }
        if (load instanceof CpusetLoad) return "topCpuset()";
        if (load instanceof WorkLoad work) return "work(" + work.cpu() + ")" + times(work.times()) + (work.flushes() ? ".flushed()" : "") + (work.unbound() ? "" : ".neverUnbound()");
        ReaderLoad reader = (ReaderLoad) load;
        return "reader().on(" + quoted(reader.list()) + ")" + (reader.times() > 0 ? ".times(" + reader.times() + ")" : "")
                + (reader.depth() > 1 ? ".nested(" + reader.depth() + ")" : "") + (reader.preemptible() ? ".mayBePreempted()" : "") + (reader.keeps() ? ".keepsPointer()" : "");
    }

    private static String urgency(Urgency urgency) {
        return switch (urgency) {
            case CALL_RCU -> "";
            case LAZY -> ".lazy()";
            case HURRY -> ".hurry()";
            case EITHER -> ".lazyOrHurry()";
        };
    }

    private static String times(int times) {
        return times == 1 ? "" : ".times(" + times + ")";
    }

    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
