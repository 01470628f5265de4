package dev.lull.kernel.magic;

import dev.lull.kernel.display.MimeBundle;
import dev.lull.kernel.shell.Completeness;
import dev.lull.kernel.shell.Completion;
import dev.lull.kernel.shell.ExecutionContext;
import dev.lull.kernel.shell.Inspection;
import dev.lull.kernel.shell.Interpreter;
import dev.lull.kernel.shell.LanguageInfo;
import dev.lull.kernel.shell.Outcome;
import dev.lull.kernel.shell.Session;
import java.util.Optional;
import java.util.UUID;

/** An interpreter that also understands magics; {@code %help} lists them. */
public final class Magics implements Interpreter {
    private final Interpreter inner;
    private final Session session;
    private final Waiting waiting = new Waiting();
    private final ShellCommand bash = new ShellCommand();
    private final MagicBook book = new MagicBook(bash, waiting);

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
        if (CellParts.isCellMagic(code)) {
            String cell = code.stripLeading();
            int end = cell.indexOf('\n');
            return magic(CellParts.firstLine(cell), end < 0 ? "" : cell.substring(end + 1), context);
        }
        Optional<Question> question = Question.in(code);
        if (question.isPresent()) {
            return answer(question.get(), context);
        }
        Outcome last = Outcome.NOTHING;
        boolean ofMagic = false;
        for (CellParts.Part part : CellParts.of(code, inner, name -> book.named(name).isPresent())) {
            if (ofMagic && last instanceof Outcome.Value shown) {       // a magic is written to be seen, wherever it stands
                context.display().display(shown.bundle(), UUID.randomUUID().toString());
            }
            ofMagic = part.magic();
            last = ofMagic ? magic(part.text(), "", context) : inner.execute(part.text(), context);
            if (!last.ok()) {
                return last;
            }
        }
        return last;
    }

    private Outcome answer(Question question, ExecutionContext context) {
        Optional<MimeBundle> known = inspect(question.about(), question.about().codePointCount(0, question.about().length()), question.detail()).found();
        known.ifPresent(context.display()::page);
        return known.isPresent() ? Outcome.NOTHING : new Magic.Call("", "", context, inner, session)
                .refuse("Nothing is known about " + question.about() + ". Is it imported? A variable or class of the session, or a name with its package, would do.");
    }

    private Outcome magic(String line, String body, ExecutionContext context) {
        String name = line.split("\\s", 2)[0];
        Magic.Call call = new Magic.Call(line.substring(name.length()).strip(), body, context, inner, session);
        return book.named(name).map(magic -> magic.action().run(call)).orElseGet(() -> book.unknown(name, call));
    }

    @Override
    public Outcome evaluate(String expression, ExecutionContext context) {
        return inner.evaluate(expression, context);
    }

    @Override
    public void call(Runnable callback, ExecutionContext context) {
        inner.call(callback, context);
    }

    @Override
    public Completion complete(String code, int cursor) {
        int at = code.offsetByCodePoints(0, Math.min(cursor, code.codePointCount(0, code.length())));
        String line = code.substring(code.lastIndexOf('\n', at - 1) + 1, at).stripLeading();
        if (line.startsWith("%") && !line.contains(" ")) {
            return magicNames(line, cursor);
        }
        Optional<Magic> magic = book.named(line.split("\\s", 2)[0]);
        if (magic.isPresent()) {
            return ofArgument(magic.get(), line, code, cursor);
        }
        if (CellParts.isCellMagic(code) && !code.stripLeading().startsWith("%%time")) {
            return Completion.none(cursor);
        }
        return inner.complete(CellParts.withoutMagics(code), cursor);
    }

    private Completion ofArgument(Magic magic, String line, String code, int cursor) {
        return switch (magic.takes()) {
            case FILES -> FileNames.complete(line.substring(line.lastIndexOf(' ') + 1), cursor);
            case CODE -> inner.complete(CellParts.withoutMagics(CellParts.withoutMagicsName(code, cursor, magic.name())), cursor);
            case MAGICS -> magicNames(line.substring(line.lastIndexOf(' ') + 1), cursor);
            case WORDS -> Completion.none(cursor);
        };
    }

    /** Magics by the beginning of their names. */
    private Completion magicNames(String begun, int cursor) {
        return new Completion(cursor - begun.length(), cursor, book.all().stream().filter(m -> m.name().startsWith(begun))
                .map(m -> new Completion.Match(m.name(), "magic", m.usage())).toList());
    }

    @Override
    public Inspection inspect(String code, int cursor, int detail) {
        int at = code.offsetByCodePoints(0, Math.min(cursor, code.codePointCount(0, code.length())));
        String line = CellParts.firstLine(code.substring(code.lastIndexOf('\n', at - 1) + 1));
        Optional<Magic> magic = line.startsWith("%") ? book.named(line.split("\\s", 2)[0]) : Optional.empty();
        if (magic.isEmpty()) {
            return inner.inspect(CellParts.withoutMagics(code), cursor, detail);
        }
        boolean atItsCode = magic.get().takes() == Magic.Takes.CODE && code.substring(code.lastIndexOf('\n', at - 1) + 1, at).stripLeading().contains(" ");
        Inspection ofCode = atItsCode ? inner.inspect(CellParts.withoutMagics(CellParts.withoutMagicsName(code, cursor, magic.get().name())), cursor, detail) : Inspection.NOTHING;
        return ofCode.found().isPresent() ? ofCode : Inspection.of(MimeBundle.text(magic.get().synopsis() + "\n    " + magic.get().summary()));
    }

    @Override
    public Completeness isComplete(String code) {
        if (CellParts.isCellMagic(code)) {
            return code.endsWith("\n") && code.contains("\n") && code.strip().contains("\n") ? Completeness.complete() : Completeness.incomplete("");
        }
        return Question.in(code).isPresent() ? Completeness.complete() : inner.isComplete(CellParts.withoutMagics(code));
    }

    @Override
    public boolean interrupt() {
        return bash.interrupt() | waiting.interrupt() | inner.interrupt();
    }

    @Override
    public void refuseExit(Thread caller) {
        inner.refuseExit(caller);
    }

    @Override
    public void prepare() {
        inner.prepare();
    }

    @Override
    public void leave(String shell) {
        inner.leave(shell);
    }

    @Override
    public void close() {
        bash.interrupt();
        inner.close();
    }
}
