package dev.lull.kernel.lab;

import dev.lull.engine.run.srcu.SrcuScript;
import dev.lull.engine.run.srcu.SrcuStage;

import java.util.function.Consumer;

/** Numbered steps about SRCU that can be played. Immutable: each step returns a longer script. */
public final class SrcuMailScript {
    private final SrcuScript script;

    SrcuMailScript(SrcuScript script) {
        this.script = script;
    }

    /** Adds a step: its number, what the mail says, and what it means. */
    public SrcuMailScript step(String number, String words, Consumer<SrcuStage> action) {
        return new SrcuMailScript(script.step(number, words, action));
    }

    /** The same steps on another SRCU. */
    public SrcuMailScript on(SrcuUnderTest other) {
        return new SrcuMailScript(script.on(other.settings()));
    }

    /** Plays the steps as far as they can be played. */
    public PlayedScript play() {
        return new PlayedScript(script.play());
    }

    @Override public String toString() {
        return "script \"" + script.scenario().title() + "\": play() plays it";
    }
}
