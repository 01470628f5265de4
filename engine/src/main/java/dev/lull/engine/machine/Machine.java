package dev.lull.engine.machine;

import dev.lull.engine.memory.Memory;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Word;
import dev.lull.engine.trace.Tracepoint;
import dev.lull.engine.trace.Tracer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * CPUs, contexts, timers and whatever else can move, on one memory. While it is being built, models add to it; then
 * it is {@linkplain #seal() sealed}, and only its memory changes.
 *
 * <p>A move is an {@code int}: a source's position and one of its alternatives. The same scenario always builds the
 * same machine, so a list of moves is a replayable path.
 */
public final class Machine {
    /** Bits of a move's number that say which of its source's alternatives it is. */
    public static final int ALTERNATIVE_BITS = 10;

    private final Memory memory = new Memory();
    private final Placement placement;
    private final Limits limits;
    private final List<Cpu> cpus = new ArrayList<>();
    private final List<Cpu> halting = new ArrayList<>();
    private final List<Context> contexts = new ArrayList<>();
    private final List<WaitQueue> queues = new ArrayList<>();
    private final List<Timer> timers = new ArrayList<>();
    private final Locks locks = new Locks(this);
    private final GuardedWords guarded = new GuardedWords();
    private final MoveTable table = new MoveTable();
    private final List<Scheduler> schedulers = new ArrayList<>();
    private final JiffyWords jiffies;
    private final Clock clock;
    private final OnlineCpus onlineCpus = new OnlineCpus(this);
    private final Identities identities = new Identities();

    private Tracer tracer = Tracer.NONE;
    private Listener listener = Listener.NOBODY;
    private Listener muted;                         // the one that hears nothing while steps are only tried; null: none is
    private String blame;
    private Lock refusal;

    /**
     * Bounds that decide how many bits the machine's own words get in an exploration.
     *
     * @param contexts tasks and handlers at most
     * @param queues   wait queues at most
     * @param jiffy    the last jiffy that can be spoken of
     */
    public record Limits(int contexts, int queues, long jiffy) { }

    /**
     * @param cpus        modelled CPUs
     * @param startJiffy  what {@code jiffies} shows at first
     */
    public Machine(int cpus, Placement placement, long startJiffy, Limits limits) {
        this.placement = placement;
        this.limits = limits;
        jiffies = new JiffyWords(memory.struct("linux").word("jiffies", Range.upTo(limits.jiffy()), startJiffy));
        clock = new Clock(this);
        for (int number = 0; number < cpus; number++) this.cpus.add(Cpu.modelled(memory, number, limits.contexts(), placement == Placement.PLACED, identities));
        if (placement != Placement.PLACED) return;
        for (Cpu cpu : this.cpus) for (int part = 0; part < parts(); part++) schedulers.add(new Scheduler(this, cpu, part));
    }

    public Memory memory() {
        return memory;
    }

    public Placement placement() {
        return placement;
    }

    public List<Cpu> cpus() {
        return Collections.unmodifiableList(cpus);
    }

    /** Which of them are online, and how that changes. */
    public OnlineCpus onlineCpus() {
        return onlineCpus;
    }

    /** Tasks and handlers, by number. */
    public List<Context> contexts() {
        return Collections.unmodifiableList(contexts);
    }

    public List<Timer> timers() {
        return Collections.unmodifiableList(timers);
    }

    /** The spinlocks. */
    public List<SpinLock> locks() {
        return locks.spinLocks();
    }

    public List<Mutex> mutexes() {
        return locks.mutexes();
    }

    /** The wait queues, by number. */
    public List<WaitQueue> queues() {
        return Collections.unmodifiableList(queues);
    }

    /** Which words hold a part's number. Whoever makes such a word says so here. */
    public Identities identities() {
        return identities;
    }

    /** Everything that can be held, in the order it was made. */
    public List<Lock> allLocks() {
        return locks.all();
    }

    /** The lock whose waiters sleep on {@code queue}, or {@code null} when it is no lock's. */
    public Lock sleptFor(WaitQueue queue) {
        return locks.sleptFor(queue);
    }

    /** Contexts there is room for. */
    public int contextLimit() {
        return limits.contexts();
    }

    int queueLimit() {
        return limits.queues();
    }

    long jiffyLimit() {
        return limits.jiffy() + 4;
    }

    /** The range for a word that holds a jiffy. */
    public Range jiffyRange() {
        return Range.upTo(limits.jiffy());
    }

    /**
     * Says that {@code word} holds the jiffy that somebody has read and goes on with, or 0 for none: what counts about it is
     * its order among the others and with now, and no more than {@link #apart} jiffies of what lies between.
     */
    public Word moment(Word word) {
        jiffies.moments.add(word);
        return word;
    }

    /**
     * Says that {@code word} keeps the jiffy at which something happened, or 0 for none: all that is ever asked is whether now,
     * or a {@linkplain #moment moment} somebody goes on with, is the same jiffy, the next, or a later one.
     */
    public Word stamp(Word word) {
        jiffies.stamps.add(word);
        return word;
    }

    /** Says that somebody asks whether a stamp is more than {@code jiffies} old: then so many must be told apart. Part of building the machine. */
    public void asksForAge(long jiffies) {
        this.jiffies.apart = Math.max(this.jiffies.apart, jiffies + 1);
    }

    /** Jiffies between two moments from which on more make no difference. */
    public long apart() {
        return jiffies.apart;
    }

    /** Every word that keeps a jiffy or 0. */
    public List<Word> stamps() {
        return Collections.unmodifiableList(jiffies.stamps);
    }

    /** Every word that holds a jiffy somebody goes on with, or 0. */
    public List<Word> moments() {
        return Collections.unmodifiableList(jiffies.moments);
    }

    Word expiry(Word word) {
        jiffies.expiries.add(word);
        return word;
    }

    /** Every timer's word: one more than the jiffy it is armed for, or 0. One that is due acts like any other that is. */
    public List<Word> expiries() {
        return Collections.unmodifiableList(jiffies.expiries);
    }

    /** The word that holds the jiffy now. */
    public Word jiffiesWord() {
        return jiffies.now;
    }

    /** The jiffy now. */
    public long jiffies() {
        return jiffies.now.get();
    }

    /** The jiffy now, as a watcher sees it. */
    public long peekJiffies() {
        return jiffies.now.peek();
    }

    void tick() {
        jiffies.now.add(1);
    }

    // ---- building ---------------------------------------------------------------------------------------------

    int register(Context context) {
        if (contexts.size() == limits.contexts()) {
            throw new IllegalStateException("this machine was laid out for " + limits.contexts() + " contexts; "
                    + context.name() + " is one more");
        }
        contexts.add(context);
        return contexts.size() - 1;
    }

    /** A kthread's task, runnable at once. */
    public Task kthread(String name) {
        return kthread(name, null);
    }

    /** A kthread's task that is asleep on {@code queue} at first: created, and not run until it is woken. */
    public Task kthread(String name, WaitQueue queue) {
        return asleepOn(queue, new Task(this, name, null, false));
    }

    /** Something that may fail, {@code times} at most, once {@code passes} tries have succeeded. */
    public Fault fault(String what, int times, int passes) {
        Fault fault = new Fault(this, what, times, passes);
        table.add(fault);
        return fault;
    }

    /** A task that belongs to one CPU: a load. While that CPU is offline, it goes on elsewhere. */
    public Task pinnedTask(String name, int cpu) {
        Task task = new Task(this, name, cpus.get(cpu), false);
        table.add(task);
        return task;
    }

    /** A kthread that belongs to one CPU and stays there when that goes offline, asleep on {@code queue} at first. */
    public Task perCpuKthread(String name, int cpu, WaitQueue queue) {
        return asleepOn(queue, new Task(this, name, cpus.get(cpu), true));
    }

    private Task asleepOn(WaitQueue queue, Task task) {
        table.add(task);
        if (queue != null) {
            queue.admit(task);
            task.sleepOn(queue);
        }
        return task;
    }

    /** CPU {@code cpu}'s run-queue lock, for who is to hold it: waking a sleeper with it held is blamed. */
    public SpinLock rqLock(int cpu) {
        return locks.rqLock(cpu);
    }

    public SpinLock spinLock(String name) {
        return locks.spinLock(name);
    }

    /** A lock under which everything is one step. */
    public FusedLock fusedLock(String name) {
        return new FusedLock(name);
    }

    /** A lock that is slept for. It takes one of the wait queues the machine was laid out for. */
    public Mutex mutex(String name) {
        return locks.mutex(name);
    }

    /**
     * A lock for many readers or one writer, slept for. It takes one wait queue.
     *
     * @param readersFirst whether new readers pass writers that wait
     */
    public RwSemaphore rwSemaphore(String name, boolean readersFirst) {
        return locks.rwSemaphore(name, readersFirst);
    }

    /** Which words must not be touched without which lock. */
    public GuardedWords guarded() {
        return guarded;
    }

    /** Says that CPU {@code cpu} may leave the kernel ({@link Cpu#halt}). Part of building the machine. */
    public void mayHalt(int cpu) {
        cpus.get(cpu).mayHalt(memory);
        halting.add(cpus.get(cpu));
    }

    public WaitQueue waitQueue(String name) {
        if (queues.size() == limits.queues()) throw new IllegalStateException("more than " + limits.queues() + " wait queues");
        WaitQueue queue = new WaitQueue(name, queues.size());
        queues.add(queue);
        return queue;
    }

    WaitQueue queue(int number) {
        return queues.get(number);
    }

    public Timer timer(String name) {
        return timer(name, false);
    }

    /** A timer, or an hrtimer: see {@link Timer#isHighRes()}. */
    public Timer timer(String name, boolean highRes) {
        Timer timer = new Timer(this, name, highRes);
        timers.add(timer);
        table.add(timer);
        return timer;
    }

    /** A handler that is not a timer's: {@link #begin} starts it. */
    public Softirq softirq(String name) {
        return softirq(name, () -> { });
    }

    Softirq softirq(String name, Runnable afterwards) {
        Softirq softirq = new Softirq(this, name, afterwards);
        table.add(softirq);
        return softirq;
    }

    /** Starts a handler on {@code cpu}, which must take softirqs. */
    public void begin(Softirq softirq, Cpu cpu) {
        softirq.begin(cpu);
        listener.begun(softirq, cpu);
    }

    /** Adds something else that can move. */
    public void add(MoveSource source) {
        table.add(source);
    }

    /** Ends building. */
    public Machine seal() {
        locks.sealed();
        schedulers.forEach(table::add);
        table.add(clock);
        table.sealed();
        return this;
    }

    /** swake_up_one() by something that is no context: a report in one step. */
    public void wakeFromOutside(WaitQueue queue, int context, int cpu) {
        Task first = queue.first();
        if (first != null) wake(first, context, cpu);
    }

    void wake(Task sleeper, int context, int cpu) {
        if (context >= 0) locks.checkMayWake(contexts.get(context), sleeper);
        sleeper.wakeUp(cpu);
        for (int i = 0; i < halting.size(); i++) {          // what wakes somebody on a CPU that is out of the kernel comes in an interrupt
            Cpu may = halting.get(i);
            if (sleeper.mayRunOn(may.number()) && (may.number() != cpu || may.isHalted())) may.kick();
        }
        listener.woken(sleeper);
        if (tracer.wants()) tracer.emit(Tracepoint.SCHED_WAKING, context, cpu, sleeper.number());
    }

    // ---- moving -----------------------------------------------------------------------------------------------

    /**
     * Writes every move that could be made now to {@code into} and returns their number. A move of a spinning context
     * is among them although it changes nothing.
     */
    public int moves(int[] into) {
        return table.moves(into);
    }

    /** Positions of all sources. */
    public int sourceCount() {
        return table.size();
    }

    /** Position of a move's source. */
    public static int position(int move) {
        return MoveTable.position(move);
    }

    /** The number of the move that is the {@code alternative} of the source at {@code position}. */
    public static int move(int position, int alternative) {
        return MoveTable.move(position, alternative);
    }

    /** The moves of one source alone, written behind {@code from}; the position behind the last. */
    public int movesOf(int position, int[] into, int from) {
        return table.movesOf(position, into, from);
    }

    /** An upper bound for what {@link #moves} writes. */
    public int moveLimit() {
        return table.size() * 4 + schedulers.size() * contexts.size();
    }

    /** Makes a move. */
    public void take(int move) {
        table.source(move).take(MoveTable.alternative(move));
    }

    /** Whether {@code move} could be made now. */
    public boolean allows(int move) {
        return table.allows(move);
    }

    /** What a move is, in words; ask before making it. */
    public String describe(int move) {
        return table.source(move).describe(MoveTable.alternative(move));
    }

    /** What makes a move. */
    public MoveSource source(int move) {
        return table.source(move);
    }

    /** Which of its source's alternatives a move is. */
    public static int alternative(int move) {
        return MoveTable.alternative(move);
    }

    /** The move that is {@code source}'s {@code alternative}. */
    public int move(MoveSource source, int alternative) {
        return table.move(source, alternative);
    }

    /** The passing of jiffies. */
    public MoveSource clock() {
        return clock;
    }

    /** The move by which CPU {@code cpu} turns to {@code task}; kthreads must be placed. */
    public int turnTo(int cpu, Task task) {
        return move(schedulers.get(cpu * parts() + task.number() / Scheduler.PART), task.number() % Scheduler.PART);
    }

    private int parts() {
        return (limits.contexts() + Scheduler.PART - 1) / Scheduler.PART;
    }

    // ---- watching ---------------------------------------------------------------------------------------------

    /** Sends events to {@code tracer} from now on. */
    public void trace(Tracer tracer) {
        this.tracer = tracer;
    }

    /** Where events go. */
    public Tracer tracer() {
        return tracer;
    }

    /** Tells {@code listener}, and all who listen already, of what happens from now on. */
    public void listen(Listener listener) {
        this.listener = this.listener == Listener.NOBODY ? listener : new Listener.Both(this.listener, listener);
    }

    /** Whoever listens is told nothing while steps are tried that will be taken back. */
    public void muted(boolean on) {
        if (on == (muted != null)) return;
        Listener heard = on ? listener : muted;
        listener = on ? Listener.NOBODY : heard;
        muted = on ? heard : null;
    }

    Listener listener() {
        return listener;
    }

    void refused(Lock lock) {
        refusal = lock;
    }

    /** The lock that made a context spin since the last call, or {@code null}. */
    public Lock takeRefusal() {
        Lock noted = refusal;
        refusal = null;
        return noted;
    }

    /** Notes that the step under way does what Linux must not. */
    public void blame(String what) {
        if (blame == null) blame = what;
    }

    /** What was noted since the last call, or {@code null}. */
    public String takeBlame() {
        String noted = blame;
        blame = null;
        return noted;
    }
}
