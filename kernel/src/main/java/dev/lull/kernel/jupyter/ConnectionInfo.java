package dev.lull.kernel.jupyter;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * What a connection file says: where each channel listens and the key that signs messages.
 *
 * @param transport tcp or ipc
 * @param ip        an address, or for ipc the common beginning of the sockets' paths
 * @param key       the secret; empty when messages are not signed
 */
public record ConnectionInfo(
        String transport, String ip, int shell, int iopub, int stdin, int control, int heartbeat, String key, String kernelName) {
    private static final Set<String> TRANSPORTS = Set.of("tcp", "ipc");

    /** Reads a connection file. */
    public static ConnectionInfo read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("There is no connection file " + file + ". A Jupyter front end writes it; to try a kernel without one, use 'lull run'.");
        }
        JsonObject json;
        try {
            json = JsonParser.object().from(Files.readString(file));
        } catch (JsonParserException e) {
            throw new IOException(file + " is not a Jupyter connection file: " + e.getMessage(), e);
        }
        String scheme = json.getString("signature_scheme", "hmac-sha256");
        if (!scheme.equalsIgnoreCase("hmac-sha256")) {
            throw new IOException(file + " asks for signature_scheme " + scheme + "; Lull signs with hmac-sha256 only.");
        }
        String transport = json.getString("transport", "tcp").toLowerCase(Locale.ROOT);
        if (!TRANSPORTS.contains(transport)) {
            throw new IOException(file + " asks for the transport " + transport + "; Lull speaks tcp and ipc.");
        }
        return new ConnectionInfo(
                transport, json.getString("ip", "127.0.0.1"),
                port(json, "shell_port", file), port(json, "iopub_port", file), port(json, "stdin_port", file),
                port(json, "control_port", file), port(json, "hb_port", file),
                json.getString("key", ""), json.getString("kernel_name", ""));
    }

    private static int port(JsonObject json, String name, Path file) throws IOException {
        int port = json.getInt(name, -1);
        if (port < 1 || port > 65535) {
            throw new IOException(file + " names no usable " + name + ": " + json.get(name) + ". A Jupyter front end writes this file; to try a"
                    + " kernel without one, use 'lull run'.");
        }
        return port;
    }

    /** Writes the file, readable by its owner only where the file system can say so. */
    public void write(Path file) throws IOException {
        JsonObject json = new JsonObject();
        json.put("transport", transport);
        json.put("ip", ip);
        json.put("shell_port", shell);
        json.put("iopub_port", iopub);
        json.put("stdin_port", stdin);
        json.put("control_port", control);
        json.put("hb_port", heartbeat);
        json.put("signature_scheme", "hmac-sha256");
        json.put("key", key);
        json.put("kernel_name", kernelName);
        OwnerOnly.write(file, JsonWriter.string((Object) json).getBytes(StandardCharsets.UTF_8));
    }

    /** The address of one of the ports, as ZeroMQ writes it. */
    public String address(int port) {
        return transport.equals("ipc") ? "ipc://" + ip + "-" + port : transport + "://" + ip + ":" + port;
    }

    /** Without the key, which belongs in no log. */
    @Override
    public String toString() {
        return "ConnectionInfo[" + address(shell) + ", signed=" + !key.isEmpty() + "]";
    }
}
