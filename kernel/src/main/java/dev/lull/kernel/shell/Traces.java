package dev.lull.kernel.shell;

import java.lang.reflect.Method;

/** The traces that a cell prints itself. */
public final class Traces {
    private Traces() {}

    /**
     * Stands in for printStackTrace in the classes of cells: tells of what was thrown as if the cell had failed with it. What has a
     * printStackTrace of its own, be it an exception or only called like one, is asked for that.
     */
    public static void print(Object thrown) throws Throwable {
        Cell cell = Cell.current();
        if (!(thrown instanceof Throwable)) {
            Method own = thrown.getClass().getDeclaredMethod("printStackTrace");
            own.setAccessible(true);
            own.invoke(thrown);
        } else if (cell == null || thrown.getClass().getMethod("printStackTrace").getDeclaringClass() != Throwable.class) {
            ((Throwable) thrown).printStackTrace();
        } else {
            System.err.println(cell.told((Throwable) thrown));
        }
    }
}
