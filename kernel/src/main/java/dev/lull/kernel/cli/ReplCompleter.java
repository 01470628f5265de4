package dev.lull.kernel.cli;

import dev.lull.kernel.shell.Completion;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Offers what the interpreter offers, in its order. */
final class ReplCompleter implements Completer {
    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        if (!(line instanceof ReplParser.Line parsed)) return;
        int rank = 0;
        for (Completion.Match match : parsed.completion().matches()) {
            String described = match.signature().isEmpty() ? null : match.signature();
            candidates.add(new Candidate(match.text(), match.text(), null, described, null, null, false, rank++));
        }
    }
}
