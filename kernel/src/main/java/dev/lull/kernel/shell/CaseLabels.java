package dev.lull.kernel.shell;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The labels that a switch over an enum has, where one of them is being written. */
final class CaseLabels {
    private static final Pattern CASE = Pattern.compile("\\bcase\\s+((?:[\\w$]+\\s*,\\s*)*)$");
    private static final Pattern SWITCH = Pattern.compile("\\bswitch\\s*$");

    private CaseLabels() {}

    /** Whether a label begins at the end of this text. */
    static boolean isAt(String text) {
        return CASE.matcher(withoutTheBegun(text)).find();
    }

    /** Those that begin as the end of this text does and are not in the switch yet; none where no such label is written. */
    static List<String> at(String text, JavaSession session) {
        String head = withoutTheBegun(text);
        int brace = isAt(text) ? CellText.lastOpenBracket(head) : -1;
        String selected = brace < 0 ? "" : head.substring(0, brace).stripTrailing();
        int open = selected.endsWith(")") ? CellText.lastOpenBracket(selected.substring(0, selected.length() - 1)) : -1;
        Matcher keyword = SWITCH.matcher(open < 0 ? "" : selected.substring(0, open));
        if (!keyword.find()) {
            return List.of();
        }
        // As an assignment it may stand where the switch stands, be that a statement or an expression.
        String asked = selected.substring(0, keyword.start()) + "selected$ = " + selected.substring(open) + ".";
        String begun = NamesNearby.begun(text);
        String labels = head.substring(brace);
        return session.membersAfter(asked).constants().stream().filter(name -> name.startsWith(begun))
                .filter(name -> !Pattern.compile("\\bcase\\b[^:>]*\\b" + Pattern.quote(name) + "\\b").matcher(labels).find()).toList();
    }

    private static String withoutTheBegun(String text) {
        return text.substring(0, text.length() - NamesNearby.begun(text).length());
    }
}
