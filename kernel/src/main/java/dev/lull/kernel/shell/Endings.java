package dev.lull.kernel.shell;

/** What is told of a cell's code that has not come to its own end. */
final class Endings {
    private static final String INTERRUPTED = "The cell was interrupted.";

    private final JavaSession session;
    private final Cell cell;

    Endings(JavaSession session, Cell cell) {
        this.session = session;
        this.cell = cell;
    }

    /** It threw something. */
    Outcome of(CellRunner.Threw threw) {
        if (threw.thrown() instanceof ExitRequested exit) {
            return exit.outcome();
        }
        Told told = session.told(threw.told());
        return cell.isStopping() ? failure("Interrupted", INTERRUPTED, told.frames()) : new RuntimeErrors(session.places()).failure(told);
    }

    /** It could not be stopped. */
    Outcome of(CellRunner.Stuck stuck) {
        return stuck("", stuck);
    }

    /** It was stopped, whatever it made of that. */
    Outcome stopped() {
        return stopped(INTERRUPTED);
    }

    /** It was stopped, with more to say about that. */
    Outcome stopped(String message) {
        return failure("Interrupted", message, new StackTraceElement[0]);
    }

    /** A value's own code did not come to its end when the value was to be shown. */
    Outcome couldNotShow(Object value, CellRunner.End end) {
        String couldNot = "The value of type " + JShellNames.unwrapped(value.getClass().getName()) + " could not be shown: ";
        if (end instanceof CellRunner.Stuck stuck) {
            return stuck(couldNot, stuck);
        }
        CellRunner.Threw threw = (CellRunner.Threw) end;
        if (threw.thrown() instanceof ExitRequested exit) {
            return exit.outcome();
        }
        Told why = session.told(threw.told());
        return cell.isStopping() ? failure("Interrupted", couldNot + INTERRUPTED, why.frames()) : failure("CannotShow", couldNot + why.inOneLine(), why.frames());
    }

    private Outcome stuck(String before, CellRunner.Stuck stuck) {
        String where = stuck.where().length == 0 ? "" : " It is inside " + stuck.where()[0].getClassName() + "." + stuck.where()[0].getMethodName() + ", which listens to nothing.";
        String message = "The cell could not be stopped and was left behind, silenced." + where
                + " The session goes on with all its variables; restart the kernel to be rid of the thread.";
        return failure("Interrupted", before + message, session.translated(stuck.where()));
    }

    private Outcome failure(String name, String message, StackTraceElement[] frames) {
        return new RuntimeErrors(session.places()).failure(name, message, frames);
    }
}
