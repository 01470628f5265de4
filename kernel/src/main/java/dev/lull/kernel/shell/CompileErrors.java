package dev.lull.kernel.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import jdk.jshell.Diag;

/** What the compiler has against a cell: every complaint with its line and a caret under the place. */
final class CompileErrors {
    private static final String RED = "\u001b[31m";
    private static final String BOLD_RED = "\u001b[1;31m";
    private static final String WITHOUT_SUBCLASSES = "sealed class must have subclasses";
    private static final String PLAIN = "\u001b[0m";

    private final String cell;
    private final List<Complaint> complaints = new ArrayList<>();

    /** One complaint, at positions of the cell. */
    record Complaint(int start, int end, String message) {
        private boolean isOfMoreThan(Complaint other) {
            return message.equals(other.message) && start < other.start && end > other.start;
        }
    }

    CompileErrors(String cell) {
        this.cell = cell;
    }

    boolean isEmpty() {
        return complaints.isEmpty();
    }

    void clear() {
        complaints.clear();
    }

    /** Takes over what JShell says about a piece of the cell. */
    void add(Snippets.Piece piece, Diag diag) {
        long start = diag.getStartPosition() == Diag.NOPOS ? diag.getPosition() : diag.getStartPosition();
        long end = diag.getEndPosition() == Diag.NOPOS ? start : diag.getEndPosition();
        add(piece.inCell((int) Math.max(0, start)), piece.inCell((int) Math.max(0, end)), messageOf(diag));
    }

    /** Takes over what JShell says about the piece that begins there. */
    void add(int pieceStart, Diag diag) {
        add(new Snippets.Piece(pieceStart, "", true, true), diag);
    }

    void add(Complaint complaint) {
        add(complaint.start(), complaint.end(), complaint.message());
    }

    void add(int start, int end, String message) {
        int from = Math.max(0, Math.min(start, cell.length()));
        Complaint complaint = new Complaint(from, Math.max(from, Math.min(end, cell.length())), message);
        if (!complaints.contains(complaint)) {
            complaints.add(complaint);
        }
    }

    /** Takes over the complaints of another list about the same cell. */
    void addAll(CompileErrors others) {
        others.complaints.forEach(this::add);
    }

    Outcome.Failure asFailure() {
        return asFailure(0);
    }

    /** The complaints about a cell of which everything before this position has been run. */
    Outcome.Failure asFailure(int runUpTo) {
        List<Complaint> inOrder = inOrder();
        String first = "line " + Places.lineOf(cell, inOrder.get(0).start()) + ": " + inOrder.get(0).message();
        String more = inOrder.size() == 1 ? "" : " (and " + (inOrder.size() - 1) + " more)";
        List<String> lines = new ArrayList<>();
        lines.add(BOLD_RED + (inOrder.size() == 1 ? "This cell does not compile." : "This cell does not compile, for " + inOrder.size() + " reasons.") + PLAIN);
        for (Complaint complaint : inOrder) {
            lines.addAll(linesOf(complaint, RED, PLAIN));
        }
        int lastRun = Places.lineOf(cell, cell.substring(0, runUpTo).stripTrailing().length());
        if (runUpTo > 0 && inOrder.get(0).start() >= runUpTo) {
            lines.add(lastRun == 1 ? "What comes before it on line 1 has been run." : "What comes before it, up to line " + lastRun + ", has been run.");
        }
        return new Outcome.Failure("CompileError", first + more, lines);
    }

    /** The complaints as plain text, for warnings on standard error. */
    String asWarnings() {
        return inOrder().stream().flatMap(c -> linesOf(c, "", "").stream()).collect(Collectors.joining("\n", "", "\n"));
    }

    /** In the order of the cell, without those of which another speaks more exactly: of a type that cannot be known, or of what JShell repeats. */
    private List<Complaint> inOrder() {
        List<Complaint> known = complaints.stream().filter(c -> !c.message().contains("<any>") && complaints.stream().noneMatch(c::isOfMoreThan)).toList();
        return (known.isEmpty() ? complaints : known).stream().sorted(Comparator.comparingInt(Complaint::start)).toList();
    }

    private List<String> linesOf(Complaint complaint, String colour, String plain) {
        int lineStart = cell.lastIndexOf('\n', complaint.start() - 1) + 1;
        int lineEnd = cell.indexOf('\n', complaint.start());
        lineEnd = lineEnd < 0 ? cell.length() : lineEnd;
        String before = cell.substring(lineStart, complaint.start());
        String marked = cell.substring(complaint.start(), Math.max(complaint.start(), Math.min(complaint.end(), lineEnd)));
        String carets = "^".repeat(Math.max(1, marked.codePointCount(0, marked.length())));
        return List.of(
                "line " + Places.lineOf(cell, complaint.start()) + ": " + colour + complaint.message() + plain,
                "    " + cell.substring(lineStart, lineEnd),
                "    " + blanksLike(before) + colour + carets + plain);
    }

    /** As wide as the text: tabs stay tabs, everything else becomes a blank. */
    private static String blanksLike(String text) {
        return text.codePoints().mapToObj(c -> c == '\t' ? "\t" : " ").collect(Collectors.joining());
    }

    /** javac's message on one line, without the wrappings that JShell puts round a cell. */
    static String messageOf(Diag diag) {
        return messageOf(diag.getMessage(Locale.ROOT));
    }

    /** The same of the message as javac has it. */
    static String messageOf(String said) {
        String[] lines = JShellNames.unwrapped(said).split("\n");
        StringBuilder message = new StringBuilder(lines[0].strip());
        for (int i = 1; i < lines.length; i++) {
            String line = lines[i].strip().replaceAll("\\s+", " ");
            if (line.startsWith("symbol: ")) {
                message.append(": ").append(line.substring("symbol: ".length()));
            } else if (line.matches("location: class( (REPL\\.)?\\$JShell.*)?")) {
                continue;       // the wrapper of the cell, which the user has never seen
            } else if (line.startsWith("location: ")) {
                message.append(" in ").append(line.substring("location: ".length()));
            } else if (!line.isEmpty()) {
                message.append(line.startsWith("(") ? " " : message.charAt(message.length() - 1) == ';' ? " " : "; ").append(line);
            }
        }
        return message.toString().replace("java.lang.", "").replaceAll(" in(?: class)? {2}", " ")      // the wrapper of the cell again
                .replace(WITHOUT_SUBCLASSES, WITHOUT_SUBCLASSES + ": let them stand in the same cell, or name them behind permits");
    }
}
