package dev.lull.kernel.cli;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** The kernelspec: the folder by which Jupyter knows us. */
record Kernelspec(Path folder) {
    static final String DISPLAY_NAME = "Java (Lull)";
    private static final List<String> LOGOS = List.of("logo-svg.svg", "logo-32x32.png", "logo-64x64.png");

    /** What a notebook's metadata says about its kernel. */
    static JsonObject asMetadata() {
        JsonObject spec = new JsonObject();
        spec.put("name", "lull");
        spec.put("display_name", DISPLAY_NAME);
        spec.put("language", "java");
        return spec;
    }

    /** Writes the spec, with this distribution and this Java in it. */
    void write(Path launcher) throws IOException {
        Files.createDirectories(folder);
        String name = folder.getFileName().toString();
        JsonObject json = new JsonObject();
        json.put("argv", JsonArray.from(launcher.toString(), "kernel", "{connection_file}"));
        json.put("display_name", name.equals("lull") ? DISPLAY_NAME : "Java (Lull, " + name + ")");
        json.put("language", "java");
        json.put("interrupt_mode", "message");
        JsonObject environment = new JsonObject();
        environment.put("LULL_INSTALLED_WITH", System.getProperty("java.home"));
        json.put("env", environment);
        JsonObject metadata = new JsonObject();
        metadata.put("debugger", false);
        json.put("metadata", metadata);
        Files.writeString(folder.resolve("kernel.json"), JsonWriter.indent("  ").string().value(json).done() + "\n");
        for (String logo : LOGOS) {
            try (InputStream in = Kernelspec.class.getResourceAsStream(logo)) {
                Files.copy(in, folder.resolve(logo), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** The launcher that an installed spec of ours starts; empty when there is no spec or it is somebody else's. */
    Optional<Path> launcher() {
        try {
            JsonObject json = JsonParser.object().from(Files.readString(folder.resolve("kernel.json")));
            JsonArray argv = json.getArray("argv", new JsonArray());
            boolean ours = argv.size() == 3 && "kernel".equals(argv.get(1)) && argv.getString(0, "").endsWith("lull");
            return ours ? Optional.of(Path.of(argv.getString(0))) : Optional.empty();
        } catch (IOException | JsonParserException e) {
            return Optional.empty();
        }
    }

    /** Removes the folder and what is in it. */
    void remove() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) Files.delete(file);
        }
        Files.delete(folder);
    }
}
