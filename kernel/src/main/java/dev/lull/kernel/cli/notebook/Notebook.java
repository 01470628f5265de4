package dev.lull.kernel.cli.notebook;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A notebook file in Jupyter's format 4, kept as the JSON it is, so that what we do not know is written back unharmed. */
public final class Notebook {
    private final JsonObject root;
    private final List<Cell> cells = new ArrayList<>();

    private Notebook(JsonObject root) {
        this.root = root;
        for (Object cell : root.getArray("cells")) cells.add(new Cell((JsonObject) cell));
        nameCells();
        root.put("nbformat_minor", Math.max(5, root.getInt("nbformat_minor")));
    }

    /** Reads a notebook, or says why the file is none. */
    public static Notebook read(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (NoSuchFileException e) {
            throw new BadNotebook("there is no file " + file + ".");
        } catch (MalformedInputException e) {
            throw new BadNotebook("" + file + " is not a notebook: it is not UTF-8 text.");
        } catch (IOException e) {
            throw new BadNotebook("cannot read " + file + ": " + e + ".");
        }
    }

    /** Reads a notebook from text; the name is for the message when it is none. */
    public static Notebook parse(String text, String name) {
        JsonObject root;
        try {
            root = JsonParser.object().withLazyNumbers().from(text);
        } catch (JsonParserException e) {
            throw new BadNotebook("" + name + " is not a notebook: " + e.getMessage() + ".");
        }
        if (root.getInt("nbformat", 0) != 4) {
            throw new BadNotebook("" + name + " is not a notebook of format 4"
                    + (root.has("nbformat") ? " but of format " + root.get("nbformat") : "")
                    + ". An older one is converted by: jupyter nbconvert --to notebook " + name);
        }
        if (!(root.get("cells") instanceof JsonArray cells) || !cells.stream().allMatch(c -> c instanceof JsonObject)) {
            throw new BadNotebook("" + name + " is not a notebook: it has no list \"cells\".");
        }
        return new Notebook(root);
    }

    /** The cells, in order. */
    public List<Cell> cells() {
        return cells;
    }

    /** The language the notebook says it is in, or null. */
    public String language() {
        JsonObject metadata = metadata();
        if (metadata.get("kernelspec") instanceof JsonObject spec && spec.isString("language")) {
            return spec.getString("language");
        }
        return metadata.get("language_info") instanceof JsonObject info ? info.getString("name") : null;
    }

    /** Notes who executed it, as Jupyter does. */
    public void executedBy(JsonObject kernelspec, JsonObject languageInfo) {
        metadata().putIfAbsent("kernelspec", kernelspec);
        metadata().put("language_info", languageInfo);
    }

    private JsonObject metadata() {
        if (!(root.get("metadata") instanceof JsonObject)) root.put("metadata", new JsonObject());
        return root.getObject("metadata");
    }

    /** Writes the file whole or not at all. */
    public void write(Path file) {
        writeWhole(file, NotebookText.of(root));
    }

    /** Writes text to a file, whole or not at all. */
    public static void writeWhole(Path file, String text) {
        try {
            Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            if (target.getParent() != null) Files.createDirectories(target.getParent());
            Path fresh = target.resolveSibling("." + target.getFileName() + ".part");
            Files.writeString(fresh, text);
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new BadNotebook("cannot write " + file + ": " + e + ".");
        }
    }

    /** Format 4.5 wants a name for each cell; the same notebook gets the same names each time. */
    private void nameCells() {
        Set<String> taken = new HashSet<>();
        for (Cell cell : cells) if (cell.id() != null) taken.add(cell.id());
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i).id() != null) continue;
            String id = "cell-" + (i + 1);
            while (!taken.add(id)) id += "x";
            cells.get(i).name(id);
        }
    }
}
