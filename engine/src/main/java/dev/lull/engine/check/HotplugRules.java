package dev.lull.engine.check;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.hotplug.HotCpu;
import dev.lull.engine.linux.hotplug.PinLock;
import dev.lull.engine.linux.hotplug.SchedState;
import dev.lull.engine.linux.hotplug.Smpboot;
import dev.lull.engine.linux.nocb.DeferLevel;
import dev.lull.engine.linux.nocb.NocbData;
import dev.lull.engine.linux.workqueue.WorkerPool;
import dev.lull.engine.machine.Cpu;
import dev.lull.engine.machine.Task;
import dev.lull.engine.model.Rule;
import dev.lull.engine.system.HotplugTask;
import dev.lull.engine.system.LinuxSystem;
import dev.lull.engine.system.WorkQueuer;
import dev.lull.engine.trace.CpuhpState;

import java.util.ArrayList;
import java.util.List;

/** What must be true of CPUs that come and go. */
final class HotplugRules {
    private HotplugRules() {
    }

    static List<Rule> offline(LinuxSystem system) {
        List<Rule> rules = new ArrayList<>();
        boolean own = !system.scenario().linux().has(Fix.NOCB_TIMER_UNIFIED);
        for (HotplugTask task : system.hotplugs()) {
            HotCpu hot = task.place();
            Cpu cpu = system.machine().cpus().get(hot.number());
            String name = "CPU " + hot.number();
            rules.add(new Rule(name + " executes no softirq while it is offline", () -> cpu.peekOnline() | cpu.softirqHandler() < 0));
            rules.add(new Rule(name + " executes no task but its own kthreads while it is offline", () -> cpu.peekOnline() | isOwn(system, cpu.peekCurrentTask())));
            NocbData rdp = system.rdp(hot.number());
            if (rdp != null && own) {
                rules.add(new Rule(name + ", once it is gone, leaves no deferred wakeup behind", () -> !hot.peekGone() | rdp.peekDefer() == DeferLevel.NOT));
            }
            if (rdp == null) {
                rules.add(new Rule(name + ", once nothing is under way, leaves no callbacks behind", () ->
                        !task.isIdle() | hot.peekRungs() != 0 | system.rcu().data(hot.number()).peekWaiting() == 0));
            }
        }
        if (system.ladderLoads() == null) return rules;
        for (WorkQueuer queuer : system.ladderLoads().queuers()) {
            WorkerPool pool = queuer.pool();
            Cpu cpu = system.machine().cpus().get(pool.cpu());
            rules.add(new Rule(pool.task().name() + " is bound to its CPU only while that is online", () -> !pool.peekBound() | cpu.peekOnline()));
        }
        for (Smpboot smpboot : system.ladderLoads().smpboots()) {
            HotCpu hot = system.hotplugs().stream().map(HotplugTask::place).filter(one -> one.number() == smpboot.cpu()).findFirst().orElseThrow();
            rules.add(new Rule(smpboot.task().name() + " is on its own CPU while that is up", () -> !smpboot.peekAstray() | hot.peekRungs() != hot.height()));
        }
        return rules;
    }

    private static boolean isOwn(LinuxSystem system, int task) {
        return task < 0 || ((Task) system.machine().contexts().get(task)).isPerCpu();
    }

    static List<Rule> mask(LinuxSystem system) {
        List<Rule> rules = new ArrayList<>();
        for (HotplugTask task : system.hotplugs()) {
            HotCpu hot = task.place();
            Cpu cpu = system.machine().cpus().get(hot.number());
            String name = "CPU " + hot.number();
            rules.add(new Rule(name + " is active only while it is online", () -> cpu.peekOnline() | !cpu.peekActive()));
            rules.add(new Rule(name + " is online only while it stands above the rungs that are climbed with interrupts off", () ->
                    !cpu.peekOnline() | hot.peekState().compareTo(CpuhpState.AP_ONLINE) >= 0));
            rules.add(new Rule(name + ", once nothing is under way, is dying only below the last rung", () ->
                    !task.isIdle() | !hot.peekDying() | hot.peekRungs() != hot.height()));
        }
        return rules;
    }

    static List<Rule> symmetry(LinuxSystem system) {
        List<Rule> rules = new ArrayList<>();
        for (HotplugTask task : system.hotplugs()) {
            HotCpu hot = task.place();
            Cpu cpu = system.machine().cpus().get(hot.number());
            String name = "CPU " + hot.number() + ", once nothing is under way,";
            rules.add(new Rule(name + " stands on every rung or on none", () -> !task.isIdle() | hot.peekRungs() == 0 | hot.peekRungs() == hot.height()));
            rules.add(new Rule(name + " is online and active on the last rung, and neither below the first", () ->
                    !task.isIdle() | cpu.peekOnline() == (hot.peekRungs() != 0) & cpu.peekActive() == (hot.peekRungs() != 0)));
            SchedState sched = system.sched(hot.number());
            if (sched == null) continue;
            rules.add(new Rule(name + " has its run queue online while it is active", () -> !task.isIdle() | sched.peekRqOnline() == cpu.peekActive()));
            rules.add(new Rule(name + " is counted in sched_smt_present while it is active", () -> !task.isIdle() | sched.peekSmtPresent() == cpu.peekActive()));
            rules.add(new Rule(name + " has tasks pushed away only while it is not active", () -> !task.isIdle() | !(sched.peekPushes(hot) & cpu.peekActive())));
        }
        return rules;
    }

    static List<Rule> consistent(LinuxSystem system) {
        List<Rule> rules = new ArrayList<>();
        if (system.ladderLoads() == null || system.ladderLoads().cpusets() == null) return rules;
        for (HotplugTask task : system.hotplugs()) {
            Cpu cpu = system.machine().cpus().get(task.changes());
            rules.add(new Rule("the top cpuset has CPU " + cpu.number() + ", once nothing is under way, while it is active, and only then", () ->
                    !task.isIdle() | system.ladderLoads().cpusets().peekConsistent(cpu)));
        }
        return rules;
    }

    static List<Rule> excl(LinuxSystem system) {
        List<Rule> rules = new ArrayList<>();
        for (HotplugTask task : system.hotplugs()) {
            HotCpu hot = task.place();
            rules.add(new Rule("nobody reads the hotplug lock while CPU " + hot.number() + " is on its way", () ->
                    hot.peekRungs() == 0 | hot.peekRungs() == hot.height() | system.hotplugLock().peekReaders() == 0));
            if (!(system.hotplugLock() instanceof PinLock pins)) continue;
            Cpu cpu = system.machine().cpus().get(hot.number());
            rules.add(new Rule("nobody is pinned to CPU " + hot.number() + " while it is offline", () -> cpu.peekOnline() | pins.peekPinned(hot.number()) == 0));
        }
        return rules;
    }

    static List<Rule> push(LinuxSystem system) {
        List<Rule> rules = new ArrayList<>();
        for (HotplugTask task : system.hotplugs()) {
            HotCpu hot = task.place();
            Cpu cpu = system.machine().cpus().get(hot.number());
            SchedState sched = system.sched(hot.number());
            if (sched == null) continue;
            rules.add(new Rule("CPU " + hot.number() + ", online and on its way up or up, lets ordinary kthreads run on it", () ->
                    !cpu.peekOnline() | hot.peekDying() | sched.peekAllowsKthreads(hot)));
            rules.add(new Rule("CPU " + hot.number() + ", on its way down and no longer active, has ordinary kthreads pushed off it", () ->
                    !cpu.peekOnline() | !hot.peekDying() | cpu.peekActive() | sched.peekPushes(hot)));
        }
        return rules;
    }
}
