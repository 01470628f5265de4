package dev.lull.kernel.shell;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code In} and {@code Out}: what former cells said and what came of them, by cell number. */
public final class Recall {
    private static final int KEPT_MAX = 1000;
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Map<Integer, Recall> BY_SESSION = new ConcurrentHashMap<>();

    private final int session = COUNT.incrementAndGet();
    private final Map<Integer, String> in = new Bounded<>();
    private final Map<Integer, Object> out = new Bounded<>();

    Recall() {
        BY_SESSION.put(session, this);
    }

    /** What the declarations of a session's two variables begin from: a variable called {@code dev} hides no class behind {@code new}. */
    public static final class Of {
        private final Recall recall;

        public Of(int session) {
            recall = BY_SESSION.get(session);
        }

        /** The texts of former cells. */
        public Map<Integer, String> in() {
            return recall.in;
        }

        /** The values of former cells that had one. */
        public Map<Integer, Object> out() {
            return recall.out;
        }
    }

    Map<Integer, String> in() {
        return in;
    }

    Map<Integer, Object> out() {
        return out;
    }

    /** The declaration of one of the two variables, as a cell might write it that has classes of its own called String or Integer. */
    String declarationOf(String name) {
        return name.equals("In")
                ? "java.util.Map<java.lang.Integer, java.lang.String> In = new dev.lull.kernel.shell.Recall.Of(" + session + ").in();"
                : "java.util.Map<java.lang.Integer, java.lang.Object> Out = new dev.lull.kernel.shell.Recall.Of(" + session + ").out();";
    }

    void forget() {
        in.clear();
        out.clear();
    }

    void close() {
        BY_SESSION.remove(session);
    }

    /** The last thousand. */
    private static final class Bounded<V> extends LinkedHashMap<Integer, V> {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, V> eldest) {
            return size() > KEPT_MAX;
        }
    }
}
