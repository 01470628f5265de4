package dev.lull.engine.zoo;

import dev.lull.engine.machine.Kthread;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.model.Definition;

/** Races of SRCU on models of just what they take. */
final class SrcuRaces {
    private SrcuRaces() {
    }

    // ---- S4: the tree is used while it is being built ----------------------------------------------------------------

    /** A builder hangs a CPU into the tree; a caller on that CPU asks for a grace period meanwhile; then that ends. */
    static Definition treeBeingBuilt(boolean gateOnSizeState) {
        return Definition.of("a tree that is used while it is being built", setup -> {
            Machine machine = setup.machine();
            Struct struct = machine.memory().struct("srcu");
            Tree tree = new Tree(struct.flag("mynode"), struct.flag("grpmask"), struct.flag("big"), struct.flag("leaf_mask"), struct.flag("boot_list"), struct.flag("asked"),
                    struct.flag("callback_waits"), machine.waitQueue("asked"));
            new Builder(machine, tree);
            new Funnel(machine, tree, gateOnSizeState);
            new End(machine, tree);
            setup.owed("a callback waits", tree.waits::isSet);
        });
    }

    /** The words of it. */
    private record Tree(Flag mynode, Flag grpmask, Flag big, Flag leafMask, Flag bootList, Flag asked, Flag waits, WaitQueue asking) { }

    private static final class Builder extends Kthread<Builder.At> {
        enum At { SET_MYNODE, SET_GRPMASK, SET_BIG, DONE }

        private final Tree tree;
        private final WaitQueue done;

        Builder(Machine machine, Tree tree) {
            super(machine, "builder", "init_srcu_struct_nodes", At.class);
            this.tree = tree;
            done = machine.waitQueue("the tree is built").admit(task());
        }

        @Override protected At step(At at) {
            return switch (at) {
                case SET_MYNODE -> {
                    tree.mynode().set();
                    yield At.SET_GRPMASK;
                }
                case SET_GRPMASK -> {
                    tree.grpmask().set();
                    yield At.SET_BIG;
                }
                case SET_BIG -> {
                    tree.big().set();
                    yield At.DONE;
                }
                case DONE -> sleepOn(done, at);
            };
        }
    }

    private static final class Funnel extends Kthread<Funnel.At> {
        enum At { QUEUE, LOOK, MARK_LEAF, ASK, DONE }

        private final Tree tree;
        private final boolean gateOnSizeState;
        private final WaitQueue done;

        Funnel(Machine machine, Tree tree, boolean gateOnSizeState) {
            super(machine, "caller", "srcu_funnel_gp_start", At.class);
            this.tree = tree;
            this.gateOnSizeState = gateOnSizeState;
            done = machine.waitQueue("the caller has returned").admit(task());
        }

        @Override protected At step(At at) {
            return switch (at) {
                case QUEUE -> {
                    tree.waits().set();
                    yield At.LOOK;
                }
                case LOOK -> {
                    boolean usesTree = gateOnSizeState ? tree.big().isSet() : tree.mynode().isSet();
                    if (!usesTree) tree.bootList().set();
                    yield usesTree ? At.MARK_LEAF : At.ASK;
                }
                case MARK_LEAF -> {
                    if (tree.grpmask().isSet()) tree.leafMask().set();            // mask |= sdp->grpmask, which may be 0 still
                    yield At.ASK;
                }
                case ASK -> {
                    tree.asked().set();
                    wakeAll(tree.asking());
                    yield At.DONE;
                }
                case DONE -> sleepOn(done, at);
            };
        }
    }

    private static final class End extends Kthread<End.At> {
        enum At { WAIT, SCHEDULE, DONE }

        private final Tree tree;
        private final WaitQueue done;

        End(Machine machine, Tree tree) {
            super(machine, "kworker", "srcu_gp_end", At.class);
            this.tree = tree;
            tree.asking().admit(task());
            done = machine.waitQueue("the grace period is over").admit(task());
        }

        @Override protected At step(At at) {
            return switch (at) {
                case WAIT -> tree.asked().isSet() ? At.SCHEDULE : sleepOn(tree.asking(), at);
                case SCHEDULE -> {
                    if (tree.leafMask().isSet() || tree.bootList().isSet()) tree.waits().clear();
                    yield At.DONE;
                }
                case DONE -> sleepOn(done, at);
            };
        }
    }

    // ---- S9: a circle through two domains ----------------------------------------------------------------------------

    /** Two tasks read one domain each and wait inside for a grace period of the other; or both read and wait in the same order. */
    static Definition twoDomains(boolean sameOrder) {
        return Definition.of("two SRCU domains, one inside the other", setup -> {
            Machine machine = setup.machine();
            Domain a = new Domain(machine, "a");
            Domain b = new Domain(machine, "b");
            new Nested(machine, "one", a, b);
            new Nested(machine, "two", sameOrder ? a : b, sameOrder ? b : a);
        });
    }

    /** A domain: who reads it, and where one sleeps who waits for that to end. */
    private static final class Domain {
        private final Flag[] readBy = new Flag[2];
        private final WaitQueue gone;
        private int tasks;

        Domain(Machine machine, String name) {
            Struct struct = machine.memory().struct("domain_" + name);
            for (int task = 0; task < 2; task++) readBy[task] = struct.flag("read_by[" + task + "]");
            gone = machine.waitQueue("synchronize_srcu(" + name + ")");
        }

        private int join() {
            return tasks++;
        }
    }

    private static final class Nested extends Kthread<Nested.At> {
        enum At { SRCU_READ_LOCK, SYNCHRONIZE_SRCU, SRCU_READ_UNLOCK, DONE }

        private final Domain outer;
        private final Domain inner;
        private final int asOuter;
        private final WaitQueue done;

        Nested(Machine machine, String name, Domain outer, Domain inner) {
            super(machine, name, "nested", At.class);
            this.outer = outer;
            this.inner = inner;
            asOuter = outer.join();
            inner.gone.admit(task());
            outer.gone.wokenBy(task());
            done = machine.waitQueue(name + " is done").admit(task());
        }

        @Override protected At step(At at) {
            return switch (at) {
                case SRCU_READ_LOCK -> {
                    outer.readBy[asOuter].set();
                    yield At.SYNCHRONIZE_SRCU;
                }
                case SYNCHRONIZE_SRCU -> inner.readBy[0].isSet() | inner.readBy[1].isSet() ? sleepOn(inner.gone, at) : At.SRCU_READ_UNLOCK;
                case SRCU_READ_UNLOCK -> {
                    outer.readBy[asOuter].clear();
                    wakeAll(outer.gone);
                    yield At.DONE;
                }
                case DONE -> sleepOn(done, at);
            };
        }
    }
}
