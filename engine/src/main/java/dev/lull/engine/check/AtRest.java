package dev.lull.engine.check;

import dev.lull.engine.linux.nocb.NocbData;
import dev.lull.engine.linux.rcu.GpSeq;
import dev.lull.engine.linux.rcu.RcuData;
import dev.lull.engine.linux.rcu.RcuObject;
import dev.lull.engine.linux.rcu.SegCbList;
import dev.lull.engine.machine.Task;
import dev.lull.engine.machine.Timer;
import dev.lull.engine.model.Finding;
import dev.lull.engine.model.Rule;
import dev.lull.engine.system.LinuxSystem;

import java.util.ArrayList;
import java.util.List;

/**
 * Looks at a system in which nothing can move any more but what comes from outside: is everybody done, or is somebody
 * forgotten? With no timer pending, a callback still queued has lost its wakeup; a context that is neither asleep nor
 * finished spins on a lock for ever.
 */
public final class AtRest {
    private final LinuxSystem system;

    public AtRest(LinuxSystem system) {
        this.system = system;
    }

    /** Whether some timer will still fire: then the system is not at rest for good. A rcuog that polls does so for nobody when nothing is queued. */
    public boolean awaitsTimer() {
        if (system.rcu().peekWillKick()) return true;
        if (!system.scenario().linux().polls()) return Standstill.awaitsTimer(system.machine());
        List<Timer> polls = system.offloading().offloaded().stream().map(rdp -> rdp.rcuog().pollTimer()).toList();
        for (Timer timer : system.machine().timers()) if (timer.expiry() >= 0 && !polls.contains(timer)) return true;
        for (int cpu = 0; cpu < system.scenario().linux().cpus(); cpu++) if (owes(cpu)) return true;
        return system.togglers().stream().anyMatch(toggler -> !toggler.isIdle());
    }

    /** What is wrong with resting here for good; {@code null} when nothing is. */
    public Finding look() {
        Finding deadlock = Deadlock.look(system.machine());
        if (deadlock != null) return deadlock;
        Finding unseen = Standstill.unseen(system.machine());
        if (unseen != null) return unseen;
        Finding stuck = Standstill.stuck(system.machine(), system.offloading().offloaded().stream().map(NocbData::lock).toList());
        if (stuck != null) return stuck;
        for (NocbData rdp : system.offloading().offloaded()) {
            if (waiting(rdp) == 0) continue;
            String where = callbacks(rdp.cpu(), rdp.rdp().cblist(), rdp.bypass().peekLength());
            return OffloadAtRest.isServed(rdp) ? LostWakeup.of(system, rdp, names(rdp), where) : OffloadAtRest.neverInvoked(rdp, names(rdp), where);
        }
        for (int cpu = 0; cpu < system.scenario().linux().cpus(); cpu++) {
            if (!system.scenario().linux().isOffloaded(cpu) && owes(cpu)) return forgotten(cpu);
        }
        Finding offload = OffloadAtRest.look(system);
        if (offload != null) return offload;
        Finding uncounted = uncounted();
        return uncounted != null ? uncounted : leaked();
    }

    /** An object that RCU protects, and that nobody knows any more. */
    private Finding leaked() {
        for (RcuObject object : system.objects()) {
            if (object.peekLeaked()) return new Finding(Finding.Kind.MEMORY, object.name() + " is leaked", List.of("it is on no list that readers walk, its rcu_head is queued nowhere, and it is not freed"));
        }
        return null;
    }

    /** Callbacks that nobody waits for any more, since no list has them: leaked, or lost with a list. */
    private Finding uncounted() {
        for (Rule rule : Invariant.CONSERVE.of(system)) {
            if (!rule.holds().getAsBoolean()) return new Finding(Finding.Kind.CALLBACK, "a callback is counted and on no list: it is not true that " + rule.says(), List.of());
        }
        long made = system.rcu().callbacks().outstanding();
        for (int cpu = 0; cpu < system.scenario().linux().cpus(); cpu++) if (system.rcu().data(cpu).staysInKernel()) made -= system.rcu().data(cpu).peekWaiting();
        if (made <= 0) return null;
        return new Finding(Finding.Kind.CALLBACK, made + (made == 1 ? " callback was" : " callbacks were") + " queued and never freed, and no list has them", List.of());
    }

    /**
     * Whether a CPU has callbacks that have not been invoked. Of one that stays in the kernel with its tick off no more can be asked
     * than that their grace periods are over: it comes round to them when it comes out.
     */
    public boolean owes(int cpu) {
        RcuData rdp = system.rcu().data(cpu);
        if (!system.scenario().linux().isOffloaded(cpu)) return rdp.peekWaiting() > 0 && !(rdp.staysInKernel() && rdp.peekGpsAreOver());
        return waiting(system.rdp(cpu)) > 0;
    }

    /** Callbacks of a CPU that have not been invoked. */
    private static long waiting(NocbData rdp) {
        long waiting = rdp.bypass().peekLength() + rdp.rcuop().batch().peekLength();
        for (int segment = SegCbList.DONE; segment <= SegCbList.NEXT; segment++) waiting += rdp.rdp().cblist().peekLength(segment);
        return waiting;
    }

    private Finding forgotten(int cpu) {
        List<String> why = new ArrayList<>();
        why.add(callbacks(cpu, system.rcu().data(cpu).cblist(), 0));
        why.add("CPU " + cpu + " is not offloaded, and " + (system.rcu().data(cpu).staysInKernel() ? "stays in the kernel with its tick off" : "its tick finds nothing for RCU's softirq to do"));
        why.add(Standstill.noTimer(system.machine()) + ", " + gracePeriod());
        return new Finding(Finding.Kind.LOST_WAKEUP, "CPU " + cpu + " has " + system.rcu().data(cpu).peekWaiting() + " callbacks queued that nobody will invoke", why);
    }

    private String gracePeriod() {
        Task kthread = system.rcu().gpKthread();
        if (GpSeq.inProgress(system.rcu().peekGpSeq())) return "and the grace period in progress does not end: " + kthread.name() + (kthread.sleeps() ? " is asleep on " + kthread.waitingFor() : " is at " + kthread.label());
        return "no grace period is in progress or asked for" + (system.rcu().isGpRequested() ? " but one that nobody starts" : "");
    }

    private static String names(NocbData rdp) {
        List<Long> serials = serials(rdp);
        long count = waiting(rdp);
        if (serials.isEmpty()) return count == 1 ? "a callback" : count + " callbacks";
        StringBuilder names = new StringBuilder(count == 1 ? "callback " : "callbacks ");
        for (int i = 0; i < serials.size(); i++) names.append(i == 0 ? "h" : ", h").append(serials.get(i));
        return names.toString();
    }

    private static List<Long> serials(NocbData rdp) {
        List<Long> serials = new ArrayList<>(rdp.rcuop().batch().serials());
        for (int segment = SegCbList.DONE; segment <= SegCbList.NEXT; segment++) serials.addAll(rdp.rdp().cblist().segment(segment).serials());
        serials.addAll(rdp.bypass().serials());
        return serials;
    }

    private static String callbacks(int cpu, SegCbList list, long bypassed) {
        String[] names = {"DONE", "WAIT", "NEXT_READY", "NEXT"};
        List<String> where = new ArrayList<>();
        for (int segment = SegCbList.DONE; segment <= SegCbList.NEXT; segment++) {
            if (list.peekLength(segment) > 0) where.add(list.peekLength(segment) + " in " + names[segment]);
        }
        if (bypassed > 0) where.add(bypassed + " in the bypass list");
        return "CPU " + cpu + "'s callbacks: " + String.join(", ", where);
    }
}
