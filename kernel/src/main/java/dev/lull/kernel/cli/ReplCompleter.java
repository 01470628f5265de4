package dev.lull.kernel.cli;

import dev.lull.kernel.shell.Completion;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Offers what the interpreter offers, in its order. A few are told with how they are declared, a line for each; many stand side by side. */
final class ReplCompleter implements Completer {
    private static final int FEW = 12;
    private static final int DESCRIPTION_MAX = 60;

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        if (!(line instanceof ReplParser.Line parsed)) return;
        List<Completion.Match> matches = parsed.completion().matches();
        int rank = 0;
        for (Completion.Match match : matches) {
            String described = match.signature().isEmpty() || matches.size() > FEW ? null : brief(match.signature());
            candidates.add(new Candidate(match.text(), match.text(), null, described, null, null, false, rank++));
        }
    }

    private static String brief(String signature) {
        return signature.length() <= DESCRIPTION_MAX ? signature : signature.substring(0, DESCRIPTION_MAX - 3) + "...";
    }
}
