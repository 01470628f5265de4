package dev.lull.engine.model;

import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Placement;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A model being put together: a machine of one CPU whose kthreads float, until it is told otherwise, and its rules. */
public final class Setup {
    private static final Machine.Limits ROOMY = new Machine.Limits(250, 250, 1000);
    private static final long FIRST_JIFFY = 4;

    private final List<Rule> always = new ArrayList<>();
    private final List<Rule> owed = new ArrayList<>();
    private final List<Interchangeable> interchangeable = new ArrayList<>();
    private Machine machine;
    private int cpus = 1;

    Setup() {
    }

    /** CPUs that are modelled; said before anything else is. */
    public Setup cpus(int count) {
        if (machine != null) throw new IllegalStateException("cpus(" + count + "): the machine exists already. Say cpus(...) first.");
        if (count < 1 || count > 64) throw new IllegalArgumentException("cpus(" + count + "): 1 to 64");
        cpus = count;
        return this;
    }

    /** Where locks, words, wait queues, timers and kthreads come from. */
    public Machine machine() {
        if (machine == null) machine = new Machine(cpus, Placement.FLOATING, FIRST_JIFFY, ROOMY);
        return machine;
    }

    /** {@code holds} must be true in every state. */
    public Setup always(String says, BooleanSupplier holds) {
        always.add(new Rule(says, holds));
        return this;
    }

    /** Whatever is owed while {@code open} is true must be settled in the end: no rest and no endless round with it open. */
    public Setup owed(String says, BooleanSupplier open) {
        owed.add(new Rule(says, open));
        return this;
    }

    /** It does not matter which of these kthreads is which: they have the same text, and no words but their own and common ones. */
    public Setup interchangeable(String... kthreads) {
        return interchangeable(Stream.of(kthreads).map(List::of).toList());
    }

    /**
     * It does not matter which of these is which. Each is given by the names of its parts: kthreads, locks, wait queues, timers,
     * structs of words. A word that holds the number of a part is announced at {@link Machine#identities()}. Rules look at all
     * of them alike: {@code |} and not {@code ||}, which looks at the second only sometimes.
     */
    public Setup interchangeable(List<List<String>> parts) {
        interchangeable.add(new Interchangeable(String.join(", ", parts.stream().map(one -> String.join(" with ", one)).toList()), parts));
        return this;
    }

    Model seal() {
        Machine sealed = machine().seal();
        List<Rule> always = List.copyOf(this.always);
        List<Rule> owed = List.copyOf(this.owed);
        List<Interchangeable> interchangeable = List.copyOf(this.interchangeable);
        return new Model() {
            @Override public Machine machine() {
                return sealed;
            }

            @Override public List<Rule> always() {
                return always;
            }

            @Override public List<Rule> owed() {
                return owed;
            }

            @Override public List<Interchangeable> interchangeable() {
                return interchangeable;
            }
        };
    }
}
