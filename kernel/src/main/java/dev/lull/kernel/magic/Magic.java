package dev.lull.kernel.magic;

import dev.lull.kernel.shell.ExecutionContext;
import dev.lull.kernel.shell.Interpreter;
import dev.lull.kernel.shell.Outcome;
import dev.lull.kernel.shell.Session;

/**
 * One magic. The same record runs it and prints its help.
 *
 * @param name    with its one or two percent signs
 * @param usage   what follows the name
 * @param summary what it does, in one sentence
 * @param action  does it
 */
record Magic(String name, String usage, String summary, Action action) {
    /** What its argument is made of. */
    enum Takes { WORDS, FILES, CODE, MAGICS }

    /** As its usage says. */
    Takes takes() {
        return usage.contains("PATH") || usage.equals("FILE") ? Takes.FILES
                : usage.equals("CODE") || usage.equals("EXPRESSION") ? Takes.CODE : usage.equals("[MAGIC]") ? Takes.MAGICS : Takes.WORDS;
    }

    /** What a magic does. */
    interface Action {
        Outcome run(Call call);
    }

    /**
     * One use of a magic.
     *
     * @param argument the rest of its line, without blanks round it
     * @param body     the lines below it, for a cell magic
     * @param inner    runs code of the session's language
     */
    record Call(String argument, String body, ExecutionContext context, Interpreter inner, Session session) {
        /** The end of a cell that has been interrupted. */
        Outcome interrupted() {
            String message = "The cell was interrupted.";
            return new Outcome.Failure("Interrupted", message, java.util.List.of("\u001b[1;31mInterrupted\u001b[0m: " + message));
        }

        /** A refusal in the magic's name. */
        Outcome refuse(String message) {
            return new Outcome.Failure("MagicError", message, java.util.List.of("\u001b[1;31mMagicError\u001b[0m: " + message));
        }
    }

    /** Whether it takes the whole cell. */
    boolean takesCell() {
        return name.startsWith("%%");
    }

    /** Name and usage. */
    String synopsis() {
        return usage.isEmpty() ? name : name + " " + usage;
    }
}
