package dev.lull.kernel.magic;

import dev.lull.kernel.shell.Completeness;
import dev.lull.kernel.shell.Completion;
import dev.lull.kernel.shell.ExecutionContext;
import dev.lull.kernel.shell.Inspection;
import dev.lull.kernel.shell.Interpreter;
import dev.lull.kernel.shell.LanguageInfo;
import dev.lull.kernel.shell.Outcome;
import dev.lull.kernel.shell.Session;

/** An interpreter that also understands magics. */
public final class Magics implements Interpreter {
    private final Interpreter inner;
    private final Session session;

    /** Wraps an interpreter and the session behind it, which may be the same object. */
    public Magics(Interpreter inner, Session session) {
        this.inner = inner;
        this.session = session;
    }

    @Override
    public LanguageInfo info() {
        return inner.info();
    }

    @Override
    public Outcome execute(String code, ExecutionContext context) {
        return inner.execute(code, context);
    }

    @Override
    public Outcome evaluate(String expression, ExecutionContext context) {
        return inner.evaluate(expression, context);
    }

    @Override
    public Completion complete(String code, int cursor) {
        return inner.complete(code, cursor);
    }

    @Override
    public Inspection inspect(String code, int cursor, int detail) {
        return inner.inspect(code, cursor, detail);
    }

    @Override
    public Completeness isComplete(String code) {
        return inner.isComplete(code);
    }

    @Override
    public void interrupt() {
        inner.interrupt();
    }

    @Override
    public void close() {
        inner.close();
    }
}
