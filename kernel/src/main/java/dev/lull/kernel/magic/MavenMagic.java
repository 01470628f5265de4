package dev.lull.kernel.magic;

import dev.lull.kernel.shell.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.eclipse.aether.artifact.Artifact;

/** {@code %maven}: jars from Maven repositories, with what they need. */
final class MavenMagic {
    private static final String EXAMPLE = "for instance: %maven org.apache.commons:commons-math3:3.6.1";

    private MavenMagic() {}

    static Outcome run(Magic.Call call, Waiting waiting) {
        List<String> coordinates = new ArrayList<>();
        List<String> repositories = new ArrayList<>();
        Optional<Path> settings = Optional.empty();
        boolean offline = false;
        boolean update = false;
        Iterator<String> words = call.argument().isEmpty() ? Collections.emptyIterator() : List.of(call.argument().split("\\s+")).iterator();
        while (words.hasNext()) {
            String word = words.next();
            boolean takesAnother = word.equals("--repo") || word.equals("--settings") || word.equals("-s");
            if (takesAnother && !words.hasNext()) {
                return call.refuse(word + (word.equals("--repo")
                        ? " needs the address of a repository after it, https://... or file:///..."
                        : " needs a file after it, written as Maven's settings.xml"));
            }
            switch (word) {
                case "--offline", "-o" -> offline = true;
                case "--update", "-U" -> update = true;
                case "--repo" -> repositories.add(words.next());
                case "--settings", "-s" -> settings = Optional.of(Path.of(words.next()));
                default -> {
                    if (word.startsWith("-")) {
                        return call.refuse("There is no option " + word + ". There are --offline, --update, --settings FILE and --repo URL.");
                    }
                    if (word.split(":").length < 3 || word.split(":").length > 5) {
                        return call.refuse(word + " names no artifact. Write GROUP:ARTIFACT:VERSION, " + EXAMPLE);
                    }
                    coordinates.add(word);
                }
            }
        }
        if (settings.isPresent() && !Files.isReadable(settings.get())) {
            return call.refuse("--settings names " + settings.get() + ", which cannot be read. Without it, ~/.m2/settings.xml is used.");
        }
        if (coordinates.isEmpty()) {
            return call.refuse("%maven needs the coordinates of an artifact, " + EXAMPLE);
        }
        return fetch(call, waiting, coordinates, new MavenArtifacts.Where(offline, update, repositories, settings));
    }

    private static Outcome fetch(Magic.Call call, Waiting waiting, List<String> coordinates, MavenArtifacts.Where where) {
        try (MavenArtifacts maven = new MavenArtifacts(where)) {
            List<Artifact> artifacts = waiting.forResultOf(() -> maven.withDependencies(coordinates), call.context());
            List<Path> jars = artifacts.stream().map(artifact -> artifact.getFile().toPath()).filter(jar -> jar.toString().endsWith(".jar")).toList();
            call.session().addToClasspath(jars);
            Output.print(call.context().out(), "Added " + jars.size() + (jars.size() == 1 ? " jar: " : " jars: ")
                    + String.join(", ", jars.stream().map(jar -> jar.getFileName().toString()).toList()) + "\n");
            artifacts.forEach(artifact -> call.session().document(artifact.getFile().toPath(), () -> documentation(artifact, where)));
            return Outcome.NOTHING;
        } catch (CancellationException e) {
            return call.interrupted();
        } catch (ExecutionException e) {
            return call.refuse("Could not fetch " + String.join(", ", coordinates) + ": " + rootOf(e) + (where.offline() ? " (Only the local repository was looked at, because of --offline.)" : ""));
        }
    }

    /** Fetched when somebody wants help on something in the artifact: it may mean a download. */
    private static Optional<Path> documentation(Artifact artifact, MavenArtifacts.Where where) {
        try (MavenArtifacts maven = new MavenArtifacts(where)) {
            return maven.documentation(artifact);
        }
    }

    private static String rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause().getMessage() != null) {
            root = root.getCause();
        }
        return root.getMessage();
    }
}
