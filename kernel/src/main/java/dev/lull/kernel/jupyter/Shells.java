package dev.lull.kernel.jupyter;

import dev.lull.kernel.shell.ExecutionContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The main shell and its subshells (Jupyter's enhancement proposal 91): threads in which cells run beside one another,
 * with the same variables. A message says in its header which of them it is for.
 */
final class Shells {
    /** What kernel_info lists when there are subshells to be had. */
    static final String FEATURE = "kernel subshells";

    private final Function<String, Shell> maker;
    private final Shell main;
    private final Map<String, Shell> subshells = new LinkedHashMap<>();

    Shells(Shared shared, Sockets sockets) {
        maker = id -> new Shell(shared, id, sockets);
        main = maker.apply(ExecutionContext.MAIN);
    }

    void start() {
        main.start();
    }

    /** The main shell. */
    Shell main() {
        return main;
    }

    /** The shell that the message is for; empty when there is none of that name. */
    synchronized Optional<Shell> of(Message message) {
        String id = message.header().getString("subshell_id");
        return id == null || id.isEmpty() ? Optional.of(main) : Optional.ofNullable(subshells.get(id));
    }

    /** Opens another subshell and says its id. */
    synchronized String create() {
        String id = UUID.randomUUID().toString();
        Shell shell = maker.apply(id);
        subshells.put(id, shell);
        shell.start();
        return id;
    }

    /** Ends a subshell when its running cell has ended; what waits there is aborted. False when there is no such. */
    synchronized boolean delete(String id) {
        Shell shell = subshells.remove(id);
        if (shell != null) {
            shell.retire();
        }
        return shell != null;
    }

    /** The ids of all subshells, the oldest first. */
    synchronized List<String> ids() {
        return List.copyOf(subshells.keySet());
    }

    /** Takes no more cells anywhere. */
    synchronized void retire() {
        main.retire();
        ids().forEach(this::delete);
    }
}
