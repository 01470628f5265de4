package dev.lull.engine.check;

import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Lock;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.RwSemaphore;
import dev.lull.engine.machine.Softirq;
import dev.lull.engine.machine.Task;
import dev.lull.engine.machine.Timer;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Snapshot;
import dev.lull.engine.model.Finding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Contexts that wait for each other in a circle, in any machine: whoever else still moves, these never will. It looks at one
 * state. Waiting is spinning on a lock, sleeping for a mutex or semaphore, sleeping where {@linkplain WaitQueue#wokenBy only
 * those who wait themselves} could wake, for a task, being below a handler on its CPU, and, for a timer, being on a CPU that is offline.
 */
public final class Deadlock {
    private final Machine machine;
    private final Map<Context, Wait> waits = new LinkedHashMap<>();        // in the order of the contexts

    /**
     * What a context waits for.
     *
     * @param what in words: "spins for a"
     * @param lock what it wants; {@code null} when it is no lock
     * @param on   those it waits for
     * @param any  whether any one of them could end it; else all of them must move
     */
    private record Wait(String what, Lock lock, List<Context> on, boolean any) { }

    private Deadlock(Machine machine) {
        this.machine = machine;
    }

    /**
     * The deadlock in the machine's present state, or {@code null}. To see who spins it tries steps and takes them back; a
     * state in which no lock is held, and nobody waits for one who alone could wake him, costs next to nothing.
     */
    public static Finding look(Machine machine) {
        return mayBe(machine) ? new Deadlock(machine).find() : null;
    }

    private static boolean mayBe(Machine machine) {
        for (Lock lock : machine.allLocks()) if (!lock.holders().isEmpty()) return true;
        for (Context context : machine.contexts()) {
            if (context instanceof Task task && task.sleeps() && !task.waitingFor().wakers().isEmpty()) return true;
        }
        return false;
    }

    private Finding find() {
        for (Context context : machine.contexts()) {
            Wait wait = waitOf(context);
            if (wait != null) waits.put(context, wait);
        }
        boolean fewer = true;
        while (fewer) fewer = waits.values().removeIf(this::mayEnd);
        return waits.isEmpty() ? null : tell(circle());
    }

    private boolean mayEnd(Wait wait) {
        if (wait.any()) return wait.on().stream().anyMatch(other -> !waits.containsKey(other));
        return wait.on().stream().noneMatch(waits::containsKey);
    }

    // ---- who waits for whom -----------------------------------------------------------------------------------

    private Wait waitOf(Context context) {
        if (context instanceof Task task && task.sleeps()) return sleeps(task);
        if (context instanceof Softirq softirq && !softirq.runs()) return neverBegins(softirq);
        if (!context.canRun()) return below(context);
        Lock lock = spinsFor(context);
        return lock == null ? null : waitsFor("spins for " + lock.name(), lock, context);
    }

    /** A timer's handler, while that is on the base of a CPU which is offline: until somebody moves it, it will not fire. */
    private Wait neverBegins(Softirq handler) {
        for (Timer timer : machine.timers()) {
            if (timer.handler() != handler || timer.expiry() < 0 || Standstill.willFire(machine, timer)) continue;
            Context controller = machine.onlineCpus().controller(timer.baseCpu());
            if (controller != null) return new Wait("is to fire on CPU " + timer.baseCpu() + ", which is offline, until its timers are moved", null, List.of(controller), false);
        }
        return null;
    }

    private Wait sleeps(Task task) {
        WaitQueue queue = task.waitingFor();
        Lock lock = machine.sleptFor(queue);
        if (lock != null) return waitsFor("sleeps until it gets " + lock.name(), lock, task);
        return queue.wakers().isEmpty() ? null : new Wait("sleeps on " + queue, null, queue.wakers(), true);
    }

    private Wait waitsFor(String what, Lock lock, Context waiter) {
        List<Context> on = new ArrayList<>(lock.holders());
        if (on.isEmpty() && lock instanceof RwSemaphore) on.addAll(((RwSemaphore) lock).waitingWriters());
        if (lock instanceof RwSemaphore both && !both.prefersReaders() && !both.waitingWriters().contains(waiter)) {
            for (Context writer : both.waitingWriters()) if (!on.contains(writer)) on.add(writer);
        }
        return new Wait(what, lock, on, false);
    }

    private Wait below(Context context) {
        if (!(context instanceof Task task) || !task.isOnCpu() || task.cpu().softirqHandler() < 0) return null;
        Context handler = machine.contexts().get(task.cpu().softirqHandler());
        return new Wait("is below " + handler + " on CPU " + task.cpu().number(), null, List.of(handler), false);
    }

    /** Tries the context's step: the lock that keeps it from going on, or {@code null}. */
    private Lock spinsFor(Context context) {
        Snapshot here = machine.memory().snapshot();
        String noted = machine.takeBlame();
        machine.takeRefusal();
        machine.muted(true);
        context.take(0);
        machine.muted(false);
        boolean moved = machine.memory().fingerprint() != here.fingerprint();
        Lock refused = machine.takeRefusal();
        machine.memory().restore(here);
        machine.takeBlame();
        if (noted != null) machine.blame(noted);
        return moved ? null : refused;
    }

    // ---- the circle -------------------------------------------------------------------------------------------

    private List<Context> circle() {
        List<Context> path = new ArrayList<>();
        Context at = waits.keySet().iterator().next();
        while (!path.contains(at)) {
            path.add(at);
            at = waits.get(at).on().stream().filter(waits::containsKey).findFirst().orElseThrow();
        }
        return path.subList(path.indexOf(at), path.size());
    }

    private Finding tell(List<Context> circle) {
        List<String> why = new ArrayList<>();
        for (int i = 0; i < circle.size(); i++) why.add(sentence(circle.get(i), circle.get((i + 1) % circle.size())));
        for (Context other : waits.keySet()) if (!circle.contains(other)) why.add("so waits " + other.name() + ", which " + waits.get(other).what());
        String title = circle.size() == 1 ? circle.get(0).name() + " waits for itself"
                : String.join(" and ", circle.stream().map(Context::name).toList()) + " wait for each other";
        return new Finding(Finding.Kind.DEADLOCK, title, why);
    }

    private String sentence(Context context, Context next) {
        Wait wait = waits.get(context);
        if (context instanceof Softirq softirq && !softirq.runs()) return context.name() + " " + wait.what() + ", which " + next.name() + " would do";
        String held = held(context);
        String where = ", in " + context.executing().name() + "() at " + context.label();
        String who = next == context ? "it itself" : next.name();
        String whose = wait.lock() == null ? wait.any() ? ", where only " + who + " would wake it" : ""
                : wait.lock().isHeldBy(next) ? ", which " + who + " holds" : ", for which " + who + " waits before it";
        return context.name() + (held.isEmpty() ? " " : " holds " + held + " and ") + wait.what() + whose + where;
    }

    private String held(Context context) {
        List<String> held = new ArrayList<>();
        for (Lock lock : machine.allLocks()) if (lock.isHeldBy(context)) held.add(lock.name());
        return String.join(", ", held);
    }
}
