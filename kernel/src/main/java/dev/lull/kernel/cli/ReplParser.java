package dev.lull.kernel.cli;

import dev.lull.kernel.shell.Completeness;
import dev.lull.kernel.shell.Completion;
import dev.lull.kernel.shell.Interpreter;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Asks the interpreter whether Enter ends the input, and what the word under the cursor is. */
final class ReplParser implements Parser {
    /** A line with what could stand at the cursor. */
    record Line(String line, int cursor, String word, Completion completion) implements CompletingParsedLine {
        @Override public int wordCursor() {
            return word.length();
        }

        @Override public int wordIndex() {
            return 0;
        }

        @Override public List<String> words() {
            return List.of(word);
        }

        @Override public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override public int rawWordCursor() {
            return word.length();
        }

        @Override public int rawWordLength() {
            return word.length();
        }
    }

    private final Interpreter interpreter;

    ReplParser(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.COMPLETE) {
            Completion completion = interpreter.complete(line, line.codePointCount(0, cursor));
            int start = Math.min(cursor, line.offsetByCodePoints(0, completion.start()));
            return new Line(line, cursor, line.substring(start, cursor), completion);
        }
        if (context == ParseContext.ACCEPT_LINE && !line.strip().startsWith("/")
                && interpreter.isComplete(line).status() == Completeness.Status.INCOMPLETE) {
            throw new EOFError(-1, cursor, "goes on");
        }
        return new Line(line, cursor, "", Completion.none(cursor));
    }
}
