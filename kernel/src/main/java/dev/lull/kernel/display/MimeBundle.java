package dev.lull.kernel.display;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One thing to show, in several formats. Immutable; {@code text/plain} is always there and comes first.
 *
 * <p>The data are ready for JSON: strings, numbers, booleans, lists and maps; pictures in base64.
 */
public final class MimeBundle {
    /** The format every bundle has. */
    public static final String PLAIN = "text/plain";

    private final Map<String, Object> data;
    private final Map<String, Object> metadata;
    private final Supplier<byte[]> pixels;

    private MimeBundle(Map<String, Object> data, Map<String, Object> metadata, Supplier<byte[]> pixels) {
        this.pixels = pixels;
        this.data = Collections.unmodifiableMap(data);
        this.metadata = Collections.unmodifiableMap(metadata);
    }

    /** A bundle of plain text alone. */
    public static MimeBundle text(String plain) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put(PLAIN, Objects.requireNonNull(plain, "text/plain must be there"));
        return new MimeBundle(data, new LinkedHashMap<>(), null);
    }

    /** This bundle with one more format; the same format again is replaced. */
    public MimeBundle with(String mime, Object content) {
        Map<String, Object> more = new LinkedHashMap<>(data);
        more.put(mime, JsonData.of(Objects.requireNonNull(content, mime)));
        return new MimeBundle(more, new LinkedHashMap<>(metadata), pixels);
    }

    /** This bundle with metadata under a key, by custom the mime type that it is about. */
    public MimeBundle withMetadata(String key, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(metadata);
        more.put(key, value);
        return new MimeBundle(new LinkedHashMap<>(data), more, pixels);
    }

    /** Adds HTML. */
    public MimeBundle html(String html) {
        return with("text/html", html);
    }

    /** Adds an SVG picture. */
    public MimeBundle svg(String svg) {
        return with("image/svg+xml", svg);
    }

    /** Adds Markdown. */
    public MimeBundle markdown(String markdown) {
        return with("text/markdown", markdown);
    }

    /** Adds LaTeX, with its own dollar signs. */
    public MimeBundle latex(String latex) {
        return with("text/latex", latex);
    }

    /** Adds a JSON value: maps, records, lists, arrays, strings, numbers, booleans. */
    public MimeBundle json(Object value) {
        return with("application/json", value);
    }

    /** Adds a PNG picture, shown as wide and high as it has pixels. */
    public MimeBundle png(byte[] bytes) {
        if (bytes.length < 24 || bytes[1] != 'P' || bytes[2] != 'N' || bytes[3] != 'G') {
            throw new IllegalArgumentException("png(...) got " + bytes.length + " bytes that are no PNG picture. ImageIO.write(image, \"png\", stream) makes one of an image.");
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        return png(bytes, header.getInt(16), header.getInt(20));
    }

    /** Adds a PNG picture with the size in which it is to be shown, which may be smaller than its pixels. */
    public MimeBundle png(byte[] bytes, int width, int height) {
        return with("image/png", Base64.getEncoder().encodeToString(bytes))
                .withMetadata("image/png", Map.of("width", width, "height", height));
    }

    /** Says how to draw the picture in pixels, as a PNG, for a terminal that can show nothing else; no format of its own. */
    public MimeBundle drawnBy(Supplier<byte[]> png) {
        return new MimeBundle(new LinkedHashMap<>(data), new LinkedHashMap<>(metadata), png);
    }

    /** The picture as a PNG, if there is one: as a format, or drawn now. */
    public Optional<byte[]> pixels() {
        if (data.get("image/png") instanceof String png) {
            return Optional.of(Base64.getMimeDecoder().decode(png));
        }
        return Optional.ofNullable(pixels).map(Supplier::get);
    }

    /** The formats and their content. */
    public Map<String, Object> data() {
        return data;
    }

    /** What else there is to know about the formats. */
    public Map<String, Object> metadata() {
        return metadata;
    }

    /** The plain text. */
    public String plain() {
        return String.valueOf(data.get(PLAIN));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MimeBundle that && data.equals(that.data) && metadata.equals(that.metadata);
    }

    @Override
    public int hashCode() {
        return data.hashCode();
    }

    @Override
    public String toString() {
        return plain();
    }
}
