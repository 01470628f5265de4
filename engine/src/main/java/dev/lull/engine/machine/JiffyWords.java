package dev.lull.engine.machine;

import dev.lull.engine.memory.Word;

import java.util.ArrayList;
import java.util.List;

/** The word that holds the jiffy now, and all that keep one from earlier or for later. */
final class JiffyWords {
    final Word now;
    final List<Word> moments = new ArrayList<>();
    final List<Word> stamps = new ArrayList<>();
    final List<Word> expiries = new ArrayList<>();
    long apart = 2;                 // between two moments from which on more make no difference

    JiffyWords(Word now) {
        this.now = now;
    }
}
