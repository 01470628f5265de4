package dev.lull.kernel.cli;

import dev.lull.kernel.jupyter.ConnectionInfo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A kernel of our own, started as Jupyter would start it: {@code lull kernel CONNECTION_FILE}. It ends with us, however
 * we end: it holds the other end of a pipe and goes when that is closed.
 */
final class KernelProcess implements AutoCloseable {
    /** Tells {@code lull kernel} that its standard input is a lifeline. */
    static final String LIFELINE = "LULL_LIFELINE";
    private static final int PORTS = 5;

    private final Process process;
    private final ConnectionInfo connection;
    private final Path folder;

    private KernelProcess(Process process, ConnectionInfo connection, Path folder) {
        this.process = process;
        this.connection = connection;
        this.folder = folder;
    }

    /** Starts the kernel in a working directory, with these variables; what it says on stderr goes to ours. */
    static KernelProcess start(Path workingDirectory, Map<String, String> environment) throws IOException {
        Path folder = Files.createTempDirectory("lull-");
        ConnectionInfo connection = freePorts();
        Path file = folder.resolve("connection.json");
        connection.write(file);
        List<String> command = new ArrayList<>(Distribution.command());
        command.addAll(List.of("kernel", file.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(workingDirectory.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                // a rehearsing JVM talks about its archive; what matters is whether there is one afterwards
                .redirectError(environment.containsKey(Archive.TRAIN)
                        ? ProcessBuilder.Redirect.DISCARD : ProcessBuilder.Redirect.INHERIT);
        builder.environment().put(LIFELINE, "stdin");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return new KernelProcess(builder.start(), connection, folder);
    }

    ConnectionInfo connection() {
        return connection;
    }

    Process process() {
        return process;
    }

    /** Waits for the kernel to leave by itself, then makes it. */
    void stopWithin(long seconds) {
        try {
            if (process.waitFor(seconds, TimeUnit.SECONDS)) return;
            process.getOutputStream().close();               // the lifeline
            if (process.waitFor(2, TimeUnit.SECONDS)) return;
            process.destroyForcibly().waitFor();
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stopWithin(0);
        try {
            Files.deleteIfExists(folder.resolve("connection.json"));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // a forgotten file in the temporary folder harms nobody: its ports are closed and its key is spent
        }
    }

    private static ConnectionInfo freePorts() throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < PORTS; i++) held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            return new ConnectionInfo("tcp", "127.0.0.1", held.get(0).getLocalPort(), held.get(1).getLocalPort(),
                    held.get(2).getLocalPort(), held.get(3).getLocalPort(), held.get(4).getLocalPort(),
                    UUID.randomUUID().toString(), "lull");
        } finally {
            for (ServerSocket socket : held) socket.close();
        }
    }
}
