package dev.lull.kernel.cli;

import com.grack.nanojson.JsonObject;

/** The kernelspec: how Jupyter knows us. */
final class Kernelspec {
    static final String DISPLAY_NAME = "Java (Lull)";

    private Kernelspec() {
    }

    /** What a notebook's metadata says about its kernel. */
    static JsonObject asMetadata() {
        JsonObject spec = new JsonObject();
        spec.put("name", "lull");
        spec.put("display_name", DISPLAY_NAME);
        spec.put("language", "java");
        return spec;
    }
}
