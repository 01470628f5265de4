package dev.lull.kernel.shell;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The check that is woven into everything a cell compiles: at the entry of each method and before each jump back.
 *
 * <p>It goes through a call site whose target does nothing, which the optimising compiler folds away; a volatile flag
 * would keep loops from being vectorised and cost up to a factor of seven. To stop a cell the target is exchanged, and
 * compiled loops are thrown back to the interpreter, where they meet the real check.
 */
public final class Stop {
    private static final long GRACE_NS = 500_000_000L;
    private static final MethodHandle PASS = MethodHandles.empty(MethodType.methodType(void.class));
    private static final MethodHandle LOOK = look();
    private static final MutableCallSite SITE = new MutableCallSite(PASS);
    private static final MethodHandle CHECK = SITE.dynamicInvoker();

    private static final Map<Thread, Cell> PURSUED = new ConcurrentHashMap<>();
    private static final ThreadLocal<long[]> GRACE_UNTIL = new ThreadLocal<>();

    private Stop() {}

    /** Called by woven code. */
    public static void check() throws Throwable {
        CHECK.invokeExact();
    }

    /** Called by woven code at the beginning of a finally block or its like: if memory is short, some is made free. */
    public static void passing() {
        Ballast.ofTheProcess().releaseIfTight();
    }

    /**
     * Called by woven code when it has caught an Error or any Throwable. What it has caught may have been the end of its
     * cell: then the next check throws anew, from outside this try, so that a loop round it ends as well.
     */
    public static void caught() {
        Ballast.ofTheProcess().releaseIfTight();
        if (cellToStop() != null) {
            GRACE_UNTIL.remove();
        }
    }

    /** The cell that the calling thread works for and that is to stop; null if there is none. */
    private static Cell cellToStop() {
        Cell cell = Cell.current();
        if (cell != null && cell.isStopping()) {
            return cell;
        }
        Thread self = Thread.currentThread();
        Cell pursues = PURSUED.get(self);
        // It may have turned to another cell's work since it was seen.
        return pursues != null && pursues.isStopping() && pursues.isWorkedFor(self.getStackTrace()) ? pursues : null;
    }

    /** Looks for threads that do this cell's work though another cell has started them, as that of a pool may have: they are to stop as well. */
    static void pursue(Cell cell) {
        Thread.getAllStackTraces().forEach((thread, frames) -> {
            if (thread instanceof CellRunner.Worker || !cell.isWorkedFor(frames)) {
                PURSUED.remove(thread, cell);
            } else {
                PURSUED.put(thread, cell);
                thread.interrupt();
            }
        });
    }

    /** Nobody is looked for any more on this cell's behalf. */
    static void pursueNoMore(Cell cell) {
        PURSUED.values().removeIf(cell::equals);
    }

    /** Stands in for System.exit in woven code. */
    public static void exit(int status) {
        throw new ExitRequested(status);
    }

    /** Stands in for Runtime.exit and Runtime.halt in woven code. */
    public static void exit(Runtime runtime, int status) {
        throw new ExitRequested(status);
    }

    /** Stands in, in woven code, for a method that it has looked up: ours for one that would end the process. */
    public static Method found(Method method) throws NoSuchMethodException {
        return endsTheProcess(method.getDeclaringClass().getName().replace('.', '/'), method.getName()) ? Stop.class.getMethod("exit", int.class) : method;
    }

    static boolean endsTheProcess(String owner, String method) {
        return owner.equals("java/lang/System") && method.equals("exit")
                || owner.equals("java/lang/Runtime") && (method.equals("exit") || method.equals("halt"));
    }

    /** From now on checks look whether their cell is to stop. */
    static void look(boolean on) {
        SITE.setTarget(on ? LOOK : PASS);
        MutableCallSite.syncAll(new MutableCallSite[] {SITE});
    }

    /** Ends the calling thread's work if its cell is stopping; then the cell's own thread has half a second for finally blocks. */
    @SuppressWarnings("unused") // the call site's target
    private static void lookNow() {
        Cell cell = cellToStop();
        if (cell == null) {
            return;
        }
        cell.markCodeStopped();
        if (!(Thread.currentThread() instanceof CellRunner.Worker)) {
            throw new CellInterrupted();        // a pool's worker has dozens of pieces to go, each with loops of its own
        }
        long now = System.nanoTime();
        long[] grace = GRACE_UNTIL.get();
        if (grace != null && now - grace[0] < 0) {
            return;
        }
        GRACE_UNTIL.set(new long[] {now + GRACE_NS});
        throw new CellInterrupted();
    }

    /** A new cell begins in the calling thread: no grace is left over from an earlier one. */
    static void forgetGrace() {
        GRACE_UNTIL.remove();
    }

    private static MethodHandle look() {
        try {
            return MethodHandles.lookup().findStatic(Stop.class, "lookNow", MethodType.methodType(void.class));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("our own method", e);
        }
    }
}
