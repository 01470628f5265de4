package dev.lull.kernel.magic;

import dev.lull.kernel.shell.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.resolution.DependencyResolutionException;

/** {@code %maven}: jars from Maven repositories, with what they need. */
final class MavenMagic {
    private static final String EXAMPLE = "for instance: %maven org.apache.commons:commons-math3:3.6.1";

    private MavenMagic() {}

    static Magic magic() {
        return new Magic("%maven", "[--offline] [--repo URL] GROUP:ARTIFACT[:EXTENSION[:CLASSIFIER]]:VERSION...",
                "Fetches artifacts with all they need, as your Maven would, and lets the next cells use them.", MavenMagic::run);
    }

    private static Outcome run(Magic.Call call) {
        List<String> coordinates = new ArrayList<>();
        List<String> repositories = new ArrayList<>();
        boolean offline = false;
        String[] words = call.argument().isEmpty() ? new String[0] : call.argument().split("\\s+");
        for (int i = 0; i < words.length; i++) {
            switch (words[i]) {
                case "--offline", "-o" -> offline = true;
                case "--repo" -> {
                    if (++i == words.length) {
                        return call.refuse("--repo needs the address of a repository after it, https://... or file:///...");
                    }
                    repositories.add(words[i]);
                }
                default -> {
                    if (words[i].startsWith("-") || words[i].split(":").length < 3 || words[i].split(":").length > 5) {
                        return call.refuse(words[i] + " names no artifact. Write GROUP:ARTIFACT:VERSION, " + EXAMPLE);
                    }
                    coordinates.add(words[i]);
                }
            }
        }
        if (coordinates.isEmpty()) {
            return call.refuse("%maven needs the coordinates of an artifact, " + EXAMPLE);
        }
        return fetch(call, coordinates, repositories, offline);
    }

    private static Outcome fetch(Magic.Call call, List<String> coordinates, List<String> repositories, boolean offline) {
        try (MavenArtifacts maven = new MavenArtifacts(offline, repositories)) {
            List<Artifact> artifacts = maven.withDependencies(coordinates);
            List<Path> jars = artifacts.stream().map(artifact -> artifact.getFile().toPath()).filter(jar -> jar.toString().endsWith(".jar")).toList();
            call.session().addToClasspath(jars);
            Output.print(call.context().out(), "Added " + jars.size() + (jars.size() == 1 ? " jar: " : " jars: ")
                    + String.join(", ", jars.stream().map(jar -> jar.getFileName().toString()).toList()) + "\n");
            artifacts.forEach(artifact -> call.session().document(artifact.getFile().toPath(), () -> documentation(artifact, repositories, offline)));
            return Outcome.NOTHING;
        } catch (DependencyResolutionException e) {
            return call.refuse("Could not fetch " + String.join(", ", coordinates) + ": " + rootOf(e) + (offline ? " (Only the local repository was looked at, because of --offline.)" : ""));
        }
    }

    /** Fetched when somebody wants help on something in the artifact: it may mean a download. */
    private static Optional<Path> documentation(Artifact artifact, List<String> repositories, boolean offline) {
        try (MavenArtifacts maven = new MavenArtifacts(offline, repositories)) {
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
