package dev.lull.kernel.shell;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Javadoc beyond the JDK's, which JShell finds itself: that of Lull's own API, whose sources are shipped, and that of
 * jars for which somebody knows a jar of sources or of Javadoc pages.
 */
final class Library {
    private static final String OWN = "META-INF/lull-sources/";

    private final Map<Path, Supplier<Optional<Path>>> documented = new ConcurrentHashMap<>();
    private final Map<Path, Optional<Path>> found = new ConcurrentHashMap<>();

    private String lastText = "";
    private SourceComments last;

    /** Lets a jar be documented by another, which is asked for when it is needed. */
    void add(Path jar, Supplier<Optional<Path>> documentation) {
        documented.put(jar.getFileName(), documentation);     // the same jar may also be Lull's own, somewhere else
    }

    /**
     * The comment on an element.
     *
     * @param signature what JShell calls it
     * @param imports   the packages and types that are imported: {@code java.util.*}, {@code java.net.URI}
     */
    Optional<String> commentOn(String signature, List<String> imports, ClassLoader loader) {
        Signature wanted = Signature.of(signature);
        return place(wanted, imports, loader).flatMap(place -> comment(place, wanted, loader));
    }

    /** Why there is no comment on an element of the JDK, when there could be one. */
    Optional<String> whyTheJdkIsSilentOn(String signature, List<String> imports, ClassLoader loader) {
        return place(Signature.of(signature), imports, loader).filter(place -> place.classFile().getProtocol().equals("jrt") && JdkSources.file().isEmpty())
                .map(place -> "(" + JdkSources.NONE + "; on Debian or Ubuntu: " + JdkSources.REMEDY + ")");
    }

    /**
     * Where a type's class is.
     *
     * @param outermost the path of the file's type, without ending
     * @param type      the type's names from the outermost on
     */
    private record Place(URL classFile, String outermost, List<String> type) {}

    private static Optional<Place> place(Signature wanted, List<String> imports, ClassLoader loader) {
        for (String type : candidates(wanted.type(), imports)) {
            List<String> names = new ArrayList<>(Arrays.asList(type.split("\\.")));
            for (int nested = 1; nested < names.size(); nested++) {
                String outermost = String.join("/", names.subList(0, names.size() - nested + 1));
                URL there = loader.getResource(outermost + ".class");
                if (there != null) {
                    return Optional.of(new Place(there, outermost, names.subList(names.size() - nested, names.size())));
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> candidates(String type, List<String> imports) {
        List<String> candidates = new ArrayList<>(List.of(type, "java.lang." + type));
        String first = type.split("\\.")[0];
        for (String imported : imports) {
            if (imported.endsWith(".*")) {
                candidates.add(imported.substring(0, imported.length() - 1) + type);
            } else if (imported.endsWith("." + first)) {
                candidates.add(imported.substring(0, imported.length() - first.length()) + type);
            }
        }
        return candidates;
    }

    private Optional<String> comment(Place place, Signature wanted, ClassLoader loader) {
        String outermost = place.outermost();
        try {
            InputStream own = loader.getResourceAsStream(OWN + outermost + ".java");
            if (own != null) {
                try (own) {
                    return source(read(own)).on(place.type(), wanted);
                }
            }
            URLConnection connection = place.classFile().openConnection();
            if (!(connection instanceof JarURLConnection inJar)) {
                return Optional.empty();
            }
            Optional<Path> documentation = documentationOf(Path.of(inJar.getJarFileURL().toURI()));
            return documentation.isEmpty() ? Optional.empty() : commentIn(documentation.get(), outermost, place.type(), wanted);
        } catch (IOException | java.net.URISyntaxException unreadable) {
            return Optional.empty();
        }
    }

    private Optional<Path> documentationOf(Path jar) {
        Supplier<Optional<Path>> known = documented.get(jar.getFileName());
        return known == null ? Optional.empty() : found.computeIfAbsent(jar.getFileName(), asked -> known.get());
    }

    private Optional<String> commentIn(Path documentation, String outermost, List<String> type, Signature wanted) throws IOException {
        try (ZipFile zip = new ZipFile(documentation.toFile())) {
            ZipEntry source = zip.getEntry(outermost + ".java");
            if (source != null) {
                return source(read(zip.getInputStream(source))).on(type, wanted);
            }
            String folder = outermost.substring(0, outermost.lastIndexOf('/') + 1);
            ZipEntry page = zip.getEntry(folder + String.join(".", type) + ".html");
            return page == null ? Optional.empty() : JavadocPage.commentOn(read(zip.getInputStream(page)), wanted);
        }
    }

    /** Overloads ask for the same file one after the other. */
    private synchronized SourceComments source(String text) throws IOException {
        if (!text.equals(lastText)) {
            last = new SourceComments(text);
            lastText = text;
        }
        return last;
    }

    private static String read(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
}
