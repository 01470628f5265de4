package dev.lull.engine.linux.srcu;

import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Cost;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.StepLabel;
import dev.lull.engine.machine.Task;
import dev.lull.engine.machine.Timer;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Struct;

/**
 * A work item of {@code rcu_gp_wq} with its timer: struct delayed_work, or srcu_data's {@code work} and {@code delay_work}. It has a
 * kworker to itself: the queue has a rescuer, so an item can always be executed, and no item is executed by two workers at once.
 */
public final class SrcuWork {
    private final Machine machine;
    private final Flag pending;         // WORK_STRUCT_PENDING
    private final Flag queued;
    private final Flag executing;
    private final Flag function;        // ->func is set
    private final Timer timer;
    private final WaitQueue idle;       // where its kworker sleeps
    private final WaitQueue flushers;
    private final Task kworker;

    /**
     * @param field    its name: {@code sup.work}
     * @param worker   the kworker's name
     * @param hasFunction whether it has been set up
     */
    SrcuWork(Machine machine, String field, String worker, boolean hasFunction) {
        this.machine = machine;
        Struct struct = machine.memory().struct(field);
        pending = struct.flag("pending");
        queued = struct.flag("queued");
        executing = struct.flag("executing");
        function = struct.flag("func");
        if (hasFunction) function.set();
        timer = machine.timer(field + ".timer");
        idle = machine.waitQueue(field + ".idle");
        flushers = machine.waitQueue(field + ".flushers");
        kworker = machine.kthread(worker, idle);
        new TimerFn(timer.handler());
    }

    /** Who executes it. */
    public Task kworker() {
        return kworker;
    }

    Timer timer() {
        return timer;
    }

    WaitQueue idle() {
        return idle;
    }

    /** Where flush_work() waits. */
    WaitQueue flushers() {
        return flushers;
    }

    /** INIT_DELAYED_WORK(). */
    void init() {
        pending.clear();
        function.set();
    }

    /** Whether it has a function to be executed. */
    boolean hasFunction() {
        return function.isSet();
    }

    /** Whether nobody has set it up yet, as a watcher sees it. */
    boolean peekHasFunction() {
        return function.peek();
    }

    /** The kworker takes it, if it is queued. */
    boolean take() {
        if (!queued.isSet()) return false;
        queued.clear();
        pending.clear();
        executing.set();
        return true;
    }

    void done() {
        executing.clear();
    }

    /** flush_delayed_work(): whether it is neither pending nor being executed; what only waits for its timer is queued at once. */
    boolean isFlushed(SrcuText<?> by) {
        if (!pending.isSet() && !queued.isSet() && !executing.isSet()) return true;
        if (by.stop(timer)) queueNow(by.self());
        return false;
    }

    /** queue_delayed_work(): nothing when it is pending already. */
    void queue(SrcuText<?> by, long delay) {
        if (!function.isSet()) {
            machine.blame("WARN: a work item without a function is queued: nobody has set up " + idle.name().replace(".idle", ""));
            return;
        }
        if (pending.isSet()) return;
        pending.set();
        if (delay == 0) queueNow(by.self());
        else by.start(timer, delay);
    }

    /** timer_reduce(): the sooner of two; the item itself is queued when it fires. */
    void queueWithin(SrcuText<?> by, long delay) {
        if (delay == 0) queue(by, 0);
        else if (!timer.isPending()) by.start(timer, delay);
    }

    private void queueNow(Context by) {
        queued.set();
        machine.wakeFromOutside(idle, by.number(), by.cpu().number());
    }

    /** delayed_work_timer_fn(), kernel/workqueue.c, and srcu_delay_timer(), kernel/rcu/srcutree.c. */
    private final class TimerFn extends Code<TimerFn.At> {
        enum At implements StepLabel {
            QUEUE_WORK;

            @Override public Told told() {
                return new Told(Cost.WAKEUP, "queues the work item");
            }
        }

        private TimerFn(Context self) {
            super(self, "delayed_work_timer_fn", At.class);
        }

        @Override protected At step(At at) {
            pending.set();
            if (!queued.isSet()) queueNow(self());
            return finish();
        }
    }
}
