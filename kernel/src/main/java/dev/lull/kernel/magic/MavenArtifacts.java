package dev.lull.kernel.magic;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.maven.settings.io.xpp3.SettingsXpp3Reader;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;
import org.eclipse.aether.util.repository.JreProxySelector;

/**
 * Maven's own resolver, with the user's own Maven: local repository, mirrors, proxies and credentials are what
 * settings.xml says, as is working offline. Loaded when the first artifact is asked for.
 */
final class MavenArtifacts implements AutoCloseable {
    private static final Path USERS_SETTINGS = Path.of(System.getProperty("user.home"), ".m2", "settings.xml");

    private static final Pattern OF_GRADLE = Pattern.compile(
            "(?<group>[^:@]+):(?<artifact>[^:@]+):(?<version>\\d[^:@]*)(:(?<classifier>[^:@]+))?(@(?<extension>[^:@]+))?");

    private final Context context;
    private final List<RemoteRepository> repositories;

    /**
     * Where to look.
     *
     * @param offline      true for the local repository only; settings.xml may say so, too
     * @param update       true to ask for newer snapshots though it is not a day since the last time
     * @param repositories addresses of repositories beside those that Maven knows
     * @param settings     what is read in the place of the user's own settings.xml
     */
    record Where(boolean offline, boolean update, List<String> repositories, Optional<Path> settings) {}

    /** Opens the repositories. */
    MavenArtifacts(Where where) {
        ContextOverrides.Builder wanted = ContextOverrides.create().withUserSettings(true).userProperties(ofMaven());
        where.settings().ifPresent(wanted::withUserSettingsXmlOverride);
        if (where.update()) {
            wanted.snapshotUpdatePolicy(ContextOverrides.SnapshotUpdatePolicy.ALWAYS);
        }
        if (where.offline() || saysOffline(where.settings().orElse(USERS_SETTINGS))) {
            wanted.offline(true);
        }
        context = Runtimes.INSTANCE.getRuntime().create(wanted.build());
        List<RemoteRepository> added = new ArrayList<>();
        for (String url : where.repositories()) {
            added.add(new RemoteRepository.Builder("cell-" + Integer.toHexString(url.hashCode()), "default", url).build());
        }
        repositories = Stream.concat(context.repositorySystem().newResolutionRepositories(context.repositorySystemSession(), added).stream(),
                context.remoteRepositories().stream()).map(MavenArtifacts::behindTheProxyOfThisJava).toList();
    }

    /** Maven knows the proxies of settings.xml only; where those say nothing, {@code -Dhttps.proxyHost=...} and its like hold, as for all of this process. */
    private static RemoteRepository behindTheProxyOfThisJava(RemoteRepository repository) {
        return repository.getProxy() != null ? repository
                : new RemoteRepository.Builder(repository).setProxy(new JreProxySelector().getProxy(repository)).build();
    }

    /** The resolver reads all of settings.xml but this. */
    private static boolean saysOffline(Path settings) {
        try (Reader file = Files.newBufferedReader(settings)) {
            return new SettingsXpp3Reader().read(file, false).isOffline();
        } catch (IOException | XmlPullParserException unreadable) {
            return false;       // of which the resolver complains, if there is such a file
        }
    }

    /** What {@code mvn -Dmaven.repo.local=...} would be told is told to the kernel's Java in the same way. */
    private static Map<String, String> ofMaven() {
        Map<String, String> properties = new TreeMap<>();
        System.getProperties().forEach((name, value) -> {
            if (name instanceof String key && key.startsWith("maven.")) {
                properties.put(key, String.valueOf(value));
            }
        });
        return properties;
    }

    /**
     * An artifact by its coordinates, {@code GROUP:ARTIFACT[:EXTENSION[:CLASSIFIER]]:VERSION} as Maven writes them or
     * {@code GROUP:ARTIFACT:VERSION[:CLASSIFIER][@EXTENSION]} as Gradle does; a third part that begins with a digit is a version.
     */
    static Artifact artifact(String coordinates) {
        Matcher gradle = OF_GRADLE.matcher(coordinates);
        if (!gradle.matches()) {
            return new DefaultArtifact(coordinates);
        }
        String classifier = gradle.group("classifier");
        String extension = gradle.group("extension");
        return new DefaultArtifact(gradle.group("group"), gradle.group("artifact"), classifier == null ? "" : classifier,
                extension == null ? "jar" : extension, gradle.group("version"));
    }

    /** The artifacts with all that they need at run time, each with its jar. */
    List<Artifact> withDependencies(List<String> coordinates) throws DependencyResolutionException {
        CollectRequest tree = new CollectRequest().setRepositories(repositories);
        coordinates.forEach(c -> tree.addDependency(new Dependency(artifact(c), JavaScopes.RUNTIME)));
        DependencyRequest request = new DependencyRequest(tree, DependencyFilterUtils.classpathFilter(JavaScopes.RUNTIME));
        return context.repositorySystem().resolveDependencies(context.repositorySystemSession(), request).getArtifactResults().stream()
                .map(ArtifactResult::getArtifact).filter(artifact -> artifact.getFile() != null).toList();
    }

    /** The artifact's sources, or else its Javadoc, where the repositories have them. */
    Optional<Path> documentation(Artifact artifact) {
        for (String classifier : List.of("sources", "javadoc")) {
            Artifact wanted = new DefaultArtifact(artifact.getGroupId(), artifact.getArtifactId(), classifier, "jar", artifact.getVersion());
            try {
                return Optional.of(context.repositorySystem().resolveArtifact(context.repositorySystemSession(),
                        new ArtifactRequest(wanted, repositories, null)).getArtifact().getFile().toPath());
            } catch (ArtifactResolutionException notThere) {
                continue;
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        context.close();
    }
}
