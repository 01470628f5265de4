package dev.lull.engine.linux.rcu;

import dev.lull.engine.machine.Allocation;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;

/**
 * An object of some subsystem that RCU protects: readers find it on a list, updaters take it off and have it freed by the
 * callback whose head lies in it. What CONFIG_DEBUG_OBJECTS_RCU_HEAD and KASAN would notice is noticed here: call_rcu() of a head
 * that is queued already (debug_rcu_head_queue(), kernel/rcu/rcu.h), kfree() of an object whose head is queued
 * (debug_check_no_obj_freed()), any access to what has been freed. Instead of freeing it, its callback may queue itself again, as rcutorture's
 * do: that is no mistake.
 */
public final class RcuObject {
    private final Machine machine;
    private final Allocation memory;
    private final Flag published;
    private final Word queued;              // the head: one more than the CPU it was queued on; 0: it is on no list
    private final Word again;               // times the callback will still queue itself again
    private final int requeues;
    private final int function;

    /** @param requeues how often its callback queues itself again before it frees the object */
    public RcuObject(Rcu rcu, String name, int requeues) {
        machine = rcu.machine();
        this.requeues = requeues;
        Struct struct = machine.memory().struct(name);
        published = struct.flag("published");
        published.set();
        queued = struct.word("rcu.queued_on", Range.upTo(rcu.linux().cpus()));
        again = struct.word("requeues", Range.upTo(requeues), requeues);
        memory = new Allocation(machine, name, true).holds(queued, again);
        function = rcu.callbacks().register(new Callback());
    }

    /** As findings call it. */
    public String name() {
        return memory.name();
    }

    /** Its callback, by number. */
    public int function() {
        return function;
    }

    /** Whether readers and updaters find it. */
    public boolean isPublished() {
        return published.isSet();
    }

    /** As {@link #isPublished()}, for watchers. */
    public boolean peekPublished() {
        return published.peek();
    }

    /** Takes it off the list: list_del_rcu(). Who has found it already still has it. */
    public void unlink() {
        published.clear();
    }

    /** Whether its memory is free, so that it can be made anew. */
    public boolean isFree() {
        return !memory.isAllocated();
    }

    /** Whether it is allocated, for watchers. */
    public boolean peekAllocated() {
        return memory.peekAllocated();
    }

    /** Whether nobody can find it any more, nor will anybody free it, as a watcher sees it when everything rests. */
    public boolean peekLeaked() {
        return memory.peekAllocated() && !published.peek() && queued.peek() == 0;
    }

    /** The CPU on whose list its head is, or -1, for watchers. */
    public int peekQueuedOn() {
        return (int) queued.peek() - 1;
    }

    /** Makes it anew, at the same address, and puts it on the list. */
    public void renew() {
        memory.allocate();
        queued.set(0);
        again.set(requeues);
        published.set();
    }

    /** kfree() by context number {@code by}. */
    public void free(int by) {
        if (memory.isAllocated() && queued.get() != 0) {
            machine.blame("bad free: " + machine.contexts().get(by).name() + " frees " + name() + ", whose rcu_head is queued on CPU " + (queued.get() - 1)
                    + ": its callback will be invoked from freed memory");
        }
        memory.free(by);
    }

    /** A reader that has found it reads it. */
    public void readBy(String reader, String when) {
        memory.touchedBy(reader, "reads, " + when + ",");
    }

    /** What is in the head. */
    private final class Callback implements Callbacks.Function {
        @Override public boolean queue(int context, int cpu) {
            if (queued.get() != 0) {
                machine.blame("callback queued twice: " + machine.contexts().get(context).name() + " calls call_rcu() on CPU " + cpu + " with the rcu_head of " + name()
                        + ", which is still queued on CPU " + (queued.get() - 1) + (queued.get() - 1 == cpu ? "" : ": it would be on two lists"));
                return false;
            }
            queued.set(cpu + 1L);
            return true;
        }

        @Override public void invoke(int context, int on) {
            queued.set(0);
            if (again.get() == 0) free(context);
        }

        @Override public boolean queuesAgain() {
            if (requeues == 0 || isFree()) return false;
            again.add(-1);
            return true;
        }
    }
}
