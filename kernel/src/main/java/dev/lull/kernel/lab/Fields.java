package dev.lull.kernel.lab;

import dev.lull.engine.run.Moment;
import dev.lull.kernel.lab.table.StepTable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The watched fields after each passage; where none are, the shared words that change. */
final class Fields {
    private static final int WORDS_MAX = 12;

    private Fields() {
    }

    static StepTable table(Walked walked, List<Passage> passages) {
        boolean watched = !walked.fields().isEmpty();
        Map<String, Long> words = changing(walked.moments());
        List<String> columns = new ArrayList<>(List.of("step", "who", "does"));
        columns.addAll(watched ? walked.fields() : words.keySet().stream().map(Values::name).toList());
        Values values = new Values();
        List<List<String>> texts = new ArrayList<>();
        int last = -1;
        for (int i = 0; i < passages.size(); i++) {
            Passage passage = passages.get(i);
            last += passage.moments().size();
            for (Moment moment : passage.moments()) {
                values.note(moment);
                for (Moment.Change change : moment.changes()) words.computeIfPresent(change.word(), (word, old) -> change.after());
            }
            List<String> cells = new ArrayList<>(List.of(Integer.toString(i + 1), passage.who(), passage.labels()));
            if (watched) cells.addAll(walked.values().get(last));
            else words.forEach((word, value) -> cells.add(values.text(word, value)));
            texts.add(cells);
        }
        return StepTable.comparing(walked.title() + " · " + walked.about(), columns, 3, texts);
    }

    /** The first of the telling words that change, with the values they begin with. */
    private static Map<String, Long> changing(List<Moment> moments) {
        Map<String, Long> words = new LinkedHashMap<>();
        for (Moment moment : moments) {
            for (Moment.Change change : moment.changes()) {
                if (Values.isTelling(change.word()) && words.size() < WORDS_MAX) words.putIfAbsent(change.word(), change.before());
            }
        }
        return words;
    }
}
