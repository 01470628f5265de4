package dev.lull.kernel.lab;

import dev.lull.engine.run.Script;
import dev.lull.engine.run.Stage;
import dev.lull.engine.run.Watch;

import java.util.function.Consumer;

/** Numbered steps, as a mail has them, that can be played. Immutable: each step returns a longer script. */
public final class MailScript {
    private final Script script;

    MailScript(Script script) {
        this.script = script;
    }

    /** Names kthreads that have been created and have not run yet when the list begins; all others sleep. */
    public MailScript justCreated(String... kthreads) {
        return new MailScript(script.justCreated(kthreads));
    }

    /** Shows these fields after each step, instead of those of the first offloaded CPU. */
    public MailScript watch(Watch watch) {
        return new MailScript(script.watch(watch));
    }

    /** Adds a step: its number in the mail, and what it means. */
    public MailScript step(String number, Consumer<Stage> action) {
        return new MailScript(script.step(number, action));
    }

    /** Adds a step: its number, what the mail says, and what it means. */
    public MailScript step(String number, String words, Consumer<Stage> action) {
        return new MailScript(script.step(number, words, action));
    }

    /** Says what a watched field must be after the step before; if it is not, the list is no run of the code. */
    public MailScript expect(String field, Object value) {
        return new MailScript(script.expect(field, value));
    }

    /** The same steps on another Linux. */
    public MailScript on(LinuxUnderTest other) {
        return new MailScript(script.on(other.settings()));
    }

    /** Plays the steps as far as they can be played. */
    public PlayedScript play() {
        return new PlayedScript(script.play());
    }

    @Override public String toString() {
        return "script \"" + script.title() + "\": play() plays it";
    }
}
