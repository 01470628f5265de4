package dev.lull.kernel.lab;

import dev.lull.engine.model.Finding;
import dev.lull.engine.run.Moment;

import java.util.List;

/**
 * A tape walked, ready to be told.
 *
 * @param title   the question it answers
 * @param about   what it was found on, in a line
 * @param linux   whether the words are those of the Linux models
 * @param order   all contexts in the order of their columns; empty to have CPUs first, then others as they appear
 * @param moments the moves, told
 * @param tape    their numbers
 * @param loop    index of the move from which on they repeat for ever; -1 when they do not
 * @param finding what is wrong at the end; {@code null} for nothing
 * @param fields  names of watched fields; empty to have those words that change
 * @param values  their values after each move
 */
record Walked(String title, String about, boolean linux, List<String> order, List<Moment> moments, int[] tape, int loop, Finding finding,
              List<String> fields, List<List<String>> values) {
    Walked {
        order = List.copyOf(order);
        moments = List.copyOf(moments);
        fields = List.copyOf(fields);
        values = List.copyOf(values);
    }
}
