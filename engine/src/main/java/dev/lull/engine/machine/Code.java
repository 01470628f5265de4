package dev.lull.engine.machine;

import dev.lull.engine.memory.Flag;
import dev.lull.engine.memory.Label;
import dev.lull.engine.memory.Range;
import dev.lull.engine.memory.Struct;
import dev.lull.engine.memory.Word;
import dev.lull.engine.trace.Tracer;

import java.util.ArrayList;
import java.util.List;

/**
 * Program text in labelled steps: an enum of labels and a {@code switch} that does one step and says which label comes
 * next. It executes in one {@link Context}; label, locals and return address are that context's private words.
 *
 * <p>A text may call another ({@link #call}), which then executes until it finishes; it goes on at the label given.
 *
 * @param <E> the labels, in the order of the C; execution begins at the first
 */
public abstract class Code<E extends Enum<E>> {
    private final Context self;
    private final String name;
    private final int index;
    private final Struct words;
    private final Label<E> at;
    private final Word caller;          // position + 1 of the text to return to; 0: the outermost
    private final E first;
    private final List<Word> locals = new ArrayList<>();

    /**
     * @param self   who executes it
     * @param name   the C function's name
     * @param labels the steps
     */
    protected Code(Context self, String name, Class<E> labels) {
        this.self = self;
        this.name = name;
        this.index = self.register(this);
        this.words = self.machine().memory().privateStruct(self.name() + "." + name, self.number());
        this.at = words.label("at", labels);
        this.caller = words.word("caller", Range.upTo(index == 0 ? 0 : 16));
        this.first = labels.getEnumConstants()[0];
    }

    /**
     * Does the step at {@code at} and returns the label of the next one; the same label, with nothing changed, when
     * the step cannot be done yet.
     */
    protected abstract E step(E at);

    final void advance() {
        at.set(step(at.get()));
    }

    /** The C function's name. */
    public final String name() {
        return name;
    }

    /** Who executes this text. */
    public final Context self() {
        return self;
    }

    /** The label of the next step, as a watcher sees it. */
    public final E peekLabel() {
        return at.peek();
    }

    /** All its labels, in order. */
    public final E[] labels() {
        return at.constants();
    }

    protected final Machine machine() {
        return self.machine();
    }

    /** Has a context that has not executed yet begin elsewhere than at the first label: whoever creates it may do so. */
    protected final void startAt(E label) {
        at.set(label);
    }

    // ---- locals, calls ----------------------------------------------------------------------------------------

    /** A local variable that is cleared when the text finishes. */
    protected final Word local(String variable, Range range) {
        Word word = words.word(variable, range);
        if (range.holds(0)) locals.add(word);
        return word;
    }

    /** A local truth value, cleared when the text finishes. */
    protected final Flag localFlag(String variable) {
        Word word = words.word(variable, Range.FLAG);
        locals.add(word);
        return new Flag(word);
    }

    /** A local variable that holds one of an enum's constants; the first once the text has finished. */
    protected final <L extends Enum<L>> Label<L> localLabel(String variable, Class<L> type) {
        L[] constants = type.getEnumConstants();
        return new Label<>(local(variable, Range.upTo(constants.length - 1)), constants);
    }

    /** Lets {@code callee} execute next; when it finishes, this text goes on at {@code next}. */
    protected final E call(Code<?> callee, E next) {
        callee.caller.set(index + 1L);
        self.activate(callee.index);
        return next;
    }

    /** Ends this text by turning into {@code callee}: when that finishes, this text's caller goes on. */
    protected final E become(Code<?> callee) {
        callee.caller.set(caller.get());
        self.activate(callee.index);
        caller.set(0);
        clearLocals();
        return first;
    }

    /** Ends this text: its locals are cleared, and its caller goes on. */
    protected final E finish() {
        clearLocals();
        long back = caller.get();
        caller.set(0);
        if (back != 0) {
            self.activate((int) back - 1);
        } else {
            self.activate(0);
            self.finished();
        }
        return first;
    }

    private void clearLocals() {
        for (int i = 0; i < locals.size(); i++) locals.get(i).set(0);
    }

    /** As {@link #finish()}, leaving a value for the caller. */
    protected final E finish(boolean result) {
        self.giveResult(result);
        return finish();
    }

    /** Leaves a value for the caller without finishing yet: what is called meanwhile must leave none. */
    protected final void answer(boolean result) {
        self.giveResult(result);
    }

    /** What the text that was called last finished with; may be taken once. */
    protected final boolean result() {
        return self.takeResult();
    }

    // ---- what text can do -------------------------------------------------------------------------------------

    protected final Cpu cpu() {
        return self.cpu();
    }

    protected final void irqsOff() {
        cpu().irqs(false);
    }

    protected final void irqsOn() {
        irqs(true);
    }

    /** Restores interrupts to what they were: on or not. */
    protected final void irqs(boolean on) {
        cpu().irqs(on);
        if (on) machine().listener().enabled(self);
    }

    protected final void bhOff() {
        cpu().bh(false);
    }

    protected final void bhOn() {
        cpu().bh(true);
        machine().listener().enabled(self);
    }

    /** Of a CPU that this has for the time being, though its context is counted elsewhere. */
    protected final void bhOff(Cpu cpu) {
        cpu.bh(false);
    }

    /** As above. */
    protected final void bhOn(Cpu cpu) {
        cpu.bh(true);
    }

    /** spin_lock(): false, and nothing changed, when somebody else holds it. */
    protected final boolean acquire(SpinLock lock) {
        return lock.acquire(self);
    }

    /** spin_trylock(). */
    protected final boolean tryAcquire(SpinLock lock) {
        return lock.tryAcquire(self);
    }

    /**
     * Says that in the C {@code lock} is taken here and dropped where {@link #passed} says so, in this same step, during which
     * nobody else can have it: it need not be taken for that, but its place in the order of locks is known.
     */
    protected final void passing(Lock lock) {
        machine().listener().passing(self, lock);
    }

    /** Says that in the C {@code lock} is dropped here: see {@link #passing}. */
    protected final void passed(Lock lock) {
        machine().listener().passed(self, lock);
    }

    /** As above for several at once. */
    protected final void passing(List<? extends Lock> locks) {
        for (int i = 0; i < locks.size(); i++) passing(locks.get(i));
    }

    /** As above for several at once, the last first. */
    protected final void passed(List<? extends Lock> locks) {
        for (int i = locks.size(); i-- > 0;) passed(locks.get(i));
    }

    /** spin_unlock(). */
    protected final void release(SpinLock lock) {
        lock.release(self);
    }

    /** mutex_lock(): false when somebody else holds it: then the task sleeps, and once woken tries again. */
    protected final boolean acquire(Mutex mutex) {
        Task task = sleeper("mutex_lock() of " + mutex);
        if (task == null) return true;
        if (mutex.tryAcquire(self)) return true;
        task.sleepOn(mutex.waiters());
        return false;
    }

    /** mutex_trylock(). */
    protected final boolean tryAcquire(Mutex mutex) {
        return mutex.tryAcquire(self);
    }

    /** mutex_unlock(): the first that waits is woken, and tries. */
    protected final void release(Mutex mutex) {
        mutex.release(self);
        wakeOne(mutex.waiters());
    }

    /** down_read(): false when the task must wait; it sleeps then, and once woken tries again. */
    protected final boolean acquireToRead(RwSemaphore semaphore) {
        Task task = sleeper("down_read() of " + semaphore);
        if (task == null || semaphore.tryRead(task)) return true;
        task.sleepOn(semaphore.waiters());
        return false;
    }

    /** down_write(): false when the task must wait; it sleeps then, and once woken tries again. */
    protected final boolean acquireToWrite(RwSemaphore semaphore) {
        Task task = sleeper("down_write() of " + semaphore);
        if (task == null || semaphore.tryWrite(task)) return true;
        task.sleepOn(semaphore.waiters());
        return false;
    }

    /** up_read() or up_write(): all that wait are woken, and try. */
    protected final void release(RwSemaphore semaphore) {
        if (self instanceof Task task && semaphore.release(task)) wakeAll(semaphore.waiters());
    }

    /** might_sleep(): the task, if it may; blames who may not. {@code null} when there is no task to sleep. */
    private Task sleeper(String wanted) {
        if (!(self instanceof Task task)) {
            machine().blame("sleeping in atomic context: " + self.name() + " is a softirq, and came to " + wanted + " in " + name + "()");
            return null;
        }
        String why = self.holdsSpinlock() ? "holding a spinlock" : cpu().whyAtomic();
        if (why != null) machine().blame("sleeping in atomic context: " + self.name() + " came to " + wanted + " in " + name + "() " + why);
        return task;
    }

    /** Puts the task to sleep on {@code queue}; once woken it goes on at {@code then}, and looks afresh. */
    protected final E sleepOn(WaitQueue queue, E then) {
        Task task = sleeper("sleep on " + queue);
        if (task == null) return then;
        queue.checkAdmitted(task);
        waitsFor(queue);
        task.sleepOn(queue);
        return then;
    }

    /** Says to the order of locks that what {@code queue}'s sleepers wait for is waited for here, whether or not it is done already. */
    protected final void waitsFor(WaitQueue queue) {
        if (queue.work() == null) return;
        passing(queue.work());
        passed(queue.work());
    }

    /** wake_up_process(). */
    protected final void wake(Task task) {
        wakeFrom(cpuNumber(), task);
    }

    private void wakeFrom(int cpu, Task task) {
        if (!task.isSleeping() || task.isThrottled()) return;
        machine().wake(task, self.number(), cpu);
    }

    /** swake_up_one() in an interrupt that is sent to CPU {@code cpu}: both in this step. */
    protected final void wakeOneFrom(int cpu, WaitQueue queue) {
        Task first = queue.first();
        if (first != null) wakeFrom(cpu, first);
    }

    /** swake_up_one(). */
    protected final void wakeOne(WaitQueue queue) {
        Task first = queue.first();
        if (first != null) wake(first);
    }

    /** swake_up_all(), in one step. */
    protected final void wakeAll(WaitQueue queue) {
        for (Task sleeper = queue.first(); sleeper != null; sleeper = queue.first()) wake(sleeper);
    }

    /** mod_timer() on this CPU's base: (re)arms {@code timer} for jiffy {@code expires}. */
    protected final void arm(Timer timer, long expires) {
        timer.arm(self, expires);
    }

    /** del_timer(): true when it was pending. */
    protected final boolean cancel(Timer timer) {
        return timer.cancel(self);
    }

    /** Where events go; ask {@link Tracer#wants()} before putting arguments together. */
    protected final Tracer tracer() {
        return machine().tracer();
    }

    /** Number of the CPU this executes on, for a trace. */
    protected final int cpuNumber() {
        return self.cpu().number();
    }
}
