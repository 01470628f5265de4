package dev.lull.engine.linux.srcu;

import dev.lull.engine.machine.Fault;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.Mutex;
import dev.lull.engine.machine.SpinLock;
import dev.lull.engine.machine.WaitQueue;
import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Label;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * An SRCU domain: struct srcu_struct ({@code ssp}), what updaters need of it ({@code sup}; the same struct before v6.4), and what it
 * keeps for each CPU ({@code sda}). Words bear the names they have since v6.4; where they lie, before the split and after it, is a
 * matter of layout and not of this model.
 */
public final class SrcuStruct {
    /** {@code ->srcu_size_state}. */
    public enum Size {
        SMALL, ALLOC, WAIT_BARRIER, WAIT_CALL, WAIT_CBS1, WAIT_CBS2, WAIT_CBS3, WAIT_CBS4, BIG;

        boolean isBefore(Size other) {
            return compareTo(other) < 0;
        }
    }

    private static final Range NUMBER = new Range(SrcuSeq.NOT_INITIALISED, Long.MAX_VALUE / 4);
    private static final Range COUNT = Range.upTo(Long.MAX_VALUE / 4);

    private final Machine machine;
    private final Srcu settings;
    private final SrcuHeap heap;
    private final SrcuHeads heads;
    private final SrcuPromise promise;
    private final List<SrcuData> data = new ArrayList<>();
    private final SrcuTree tree;
    private final Map<SrcuHeap.Part, Fault> faults = new EnumMap<>(SrcuHeap.Part.class);

    final Word idx;                     // ssp
    final Word sda;
    final Word sup;

    final Word node;                    // sup
    final Label<Size> size;
    final Mutex cbMutex;
    final SpinLock lock;
    final Mutex gpMutex;
    final Word gpSeq;
    final Word needed;
    final Word neededExp;
    final Word gpStart;
    final Holdoff lastGpEnd;
    final Word sizeJiffies;
    final Word lockRetries;
    final Word polls;
    final Word barrierSeq;
    final Mutex barrierMutex;
    final Flag barrierDone;
    final WaitQueue barrierCompletion;
    final Word barrierCpuCount;
    final Word rescheduleJiffies;
    final Word rescheduleCount;
    final SrcuWork work;
    final Flag backPointer;             // ->srcu_ssp

    SrcuStruct(Machine machine, Srcu settings, int heads, List<String> readers) {
        this.machine = machine;
        this.settings = settings;
        this.heap = new SrcuHeap(machine);
        this.heads = new SrcuHeads(machine, heads + settings.cpus());
        Srcu.Kind kind = settings.kind();
        Struct ssp = machine.memory().struct("ssp");
        idx = ssp.word("srcu_idx", COUNT);
        sda = ssp.word("sda", SrcuHeap.pointers(), kind.isStatic() ? SrcuHeap.STATIC : SrcuHeap.WILD);
        sup = ssp.word("srcu_sup", SrcuHeap.pointers(), kind.isStatic() ? SrcuHeap.STATIC : SrcuHeap.WILD);
        boolean zeroed = kind == Srcu.Kind.NOTIFIER && !settings.has(SrcuFix.USAGE_STATIC_INIT);
        Struct usage = machine.memory().struct("sup");
        node = usage.word("node", SrcuHeap.pointers());
        size = usage.label("srcu_size_state", Size.class);
        cbMutex = machine.mutex("sup.srcu_cb_mutex");
        lock = machine.spinLock("sup.lock");
        gpMutex = machine.mutex("sup.srcu_gp_mutex");
        gpSeq = usage.word("srcu_gp_seq", COUNT);
        needed = usage.word("srcu_gp_seq_needed", NUMBER, zeroed ? 0 : SrcuSeq.NOT_INITIALISED);
        neededExp = usage.word("srcu_gp_seq_needed_exp", COUNT);
        gpStart = machine.stamp(usage.word("srcu_gp_start", machine.jiffyRange()));
        lastGpEnd = new Holdoff(machine, usage.word("srcu_last_gp_end", Range.FLAG));
        sizeJiffies = machine.stamp(usage.word("srcu_size_jiffies", machine.jiffyRange()));
        lockRetries = usage.word("srcu_n_lock_retries", COUNT);
        polls = usage.word("srcu_n_exp_nodelay", COUNT);
        barrierSeq = usage.word("srcu_barrier_seq", COUNT);
        barrierMutex = machine.mutex("sup.srcu_barrier_mutex");
        barrierDone = usage.flag("srcu_barrier_completion");
        barrierCompletion = machine.waitQueue("sup.srcu_barrier_completion");
        barrierCpuCount = usage.word("srcu_barrier_cpu_cnt", Range.upTo(settings.cpus() + 1L));
        rescheduleJiffies = machine.stamp(usage.word("reschedule_jiffies", machine.jiffyRange()));
        rescheduleCount = usage.word("reschedule_count", COUNT);
        backPointer = usage.flag("srcu_ssp");
        work = new SrcuWork(machine, "sup.work", "kworker/srcu_gp", false);
        boolean growsTree = settings.sizing() != Srcu.Sizing.NONE;
        tree = growsTree ? new SrcuTree(machine, settings.cpus(), settings.fanoutLeaf(), !settings.has(SrcuFix.GEOMETRY_FIRST)) : null;
        int nodes = growsTree ? SrcuTree.count(settings.cpus(), settings.fanoutLeaf()) + 1 : 0;
        for (int cpu = 0; cpu < settings.cpus(); cpu++) data.add(new SrcuData(machine, this.heads, cpu, nodes, this::barrierCallback));
        promise = new SrcuPromise(machine, this, readers);
        this.heads.watch(promise);
    }

    /** srcu_barrier_cb(). */
    private void barrierCallback(int context, int cpu) {
        barrierCpuCount.add(-1);
        if (barrierCpuCount.get() > 0) return;
        barrierDone.set();
        machine.wakeFromOutside(barrierCompletion, context, cpu);
    }

    /** Says that an allocation may fail, {@code times} at most. Part of building the machine. */
    void mayFail(SrcuHeap.Part part, int times) {
        faults.put(part, machine.fault(part.fault(), times, 0));
    }

    /** What makes an allocation fail; {@code null} when nothing does. */
    Fault fault(SrcuHeap.Part part) {
        return faults.get(part);
    }

    Machine machine() {
        return machine;
    }

    public Srcu settings() {
        return settings;
    }

    public SrcuHeap heap() {
        return heap;
    }

    public SrcuHeads heads() {
        return heads;
    }

    SrcuPromise promise() {
        return promise;
    }

    public SrcuData data(int cpu) {
        return data.get(cpu);
    }

    public List<SrcuData> data() {
        return Collections.unmodifiableList(data);
    }

    SrcuTree tree() {
        return tree;
    }

    /** Whether a CPU's own list is used; else they all use the boot CPU's. */
    SrcuData dataForCalls(int cpu) {
        return data.get(size.get().isBefore(Size.WAIT_CALL) ? 0 : cpu);
    }

    /** srcu_get_delay(): jiffies until the next look, 0 for none. It counts the looks that are not delayed. */
    long getDelay() {
        long seq = gpSeq.get();
        boolean inProgress = SrcuSeq.state(seq) != SrcuSeq.IDLE;
        long age = inProgress ? Math.max(0, machine.jiffies() - gpStart.get()) : 0;
        long soFar = polls.get();
        Throttle.Delay delay = settings.throttle().delay(new Throttle.Asked(isExpedited(seq), inProgress, age, soFar, settings.maxNodelayPhase()));
        if (delay.polls() != soFar) polls.set(delay.polls());
        return delay.jiffies();
    }

    /** srcu_gp_is_expedited(). */
    boolean isExpedited(long seq) {
        return SrcuSeq.less(seq, neededExp.get());
    }

    // ---- for watchers -----------------------------------------------------------------------------------------

    public long peekGpSeq() {
        return gpSeq.peek();
    }

    public long peekNeeded() {
        return needed.peek();
    }

    public Size peekSize() {
        return size.peek();
    }

    public long peekIdx() {
        return idx.peek();
    }

    public long peekSda() {
        return sda.peek();
    }

    public long peekSup() {
        return sup.peek();
    }

    public long peekNode() {
        return node.peek();
    }

    public boolean peekBackPointer() {
        return backPointer.peek();
    }

    /** What setting the domain up returned last: 0, -12 for -ENOMEM, 1 when nobody has yet. */
    public int peekInitReturned() {
        return promise.peekInitReturned();
    }

    public long peekPolls() {
        return polls.peek();
    }

    /** Readers inside with a bank: lock counts less unlock counts, over all CPUs. */
    public long peekReaders(int bank) {
        long readers = 0;
        for (SrcuData of : data) readers += of.lockCount(bank).peek() - of.unlockCount(bank).peek();
        return readers;
    }

    /** {@code exp_holdoff} since the last grace period. */
    public Holdoff holdoff() {
        return lastGpEnd;
    }

    /** The work item that has a grace period's steps done. */
    public SrcuWork gpWork() {
        return work;
    }
}
