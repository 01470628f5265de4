package dev.lull.kernel.shell;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.tools.SimpleJavaFileObject;

/**
 * The jars on the class path of this process, as the compiler sees them. Each is opened when something that it may hold
 * is asked for the first time: what is a package of the JDK's is in none of them, and what is Lull's only in Lull's.
 */
final class ProcessJars {
    private static final ProcessJars OF_THIS_PROCESS = new ProcessJars();
    private static final String OURS = "dev.lull";

    private final Map<Path, Contents> opened = new LinkedHashMap<>();
    private final Set<String> packagesOfTheJdk = ModuleLayer.boot().modules().stream()
            .flatMap(module -> module.getPackages().stream()).collect(Collectors.toUnmodifiableSet());

    private ProcessJars() {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            List<Path> named = entry.endsWith(".jar") && Files.isRegularFile(path) ? namedByManifestOf(path) : List.of(path);
            if (named.stream().allMatch(one -> one.toString().endsWith(".jar"))) {      // folders are left to the JDK, with what names them
                opened.put(path.toAbsolutePath(), null);
                named.forEach(one -> opened.putIfAbsent(one, null));
            }
        }
    }

    static ProcessJars ofThisProcess() {
        return OF_THIS_PROCESS;
    }

    private static List<Path> namedByManifestOf(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String named = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            if (named == null) {
                return List.of();
            }
            List<Path> paths = new ArrayList<>();
            for (String one : named.strip().split(" +")) {
                Path path = Path.of(jar.toUri().resolve(one));
                if (Files.exists(path)) {
                    paths.add(path);
                }
            }
            return paths;
        } catch (IOException | IllegalArgumentException unreadable) {
            return List.of();
        }
    }

    boolean has(Path path) {
        return opened.containsKey(path.toAbsolutePath());
    }

    Set<Path> paths() {
        return opened.keySet();
    }

    /** The classes of a package that these jars hold. */
    synchronized List<InJar> classesIn(String packageName) {
        if (packageName.isEmpty() || packageName.equals("REPL") || packagesOfTheJdk.contains(packageName)) {
            return List.of();       // what is in no package cannot be used from JShell's, which is REPL
        }
        boolean ours = packageName.equals("dev") || packageName.equals(OURS) || packageName.startsWith(OURS + ".");
        List<InJar> found = new ArrayList<>();
        for (Map.Entry<Path, Contents> jar : opened.entrySet()) {
            if (ours && !jar.getKey().getFileName().toString().startsWith("lull")) {
                continue;
            }
            if (jar.getValue() == null) {
                jar.setValue(Contents.of(jar.getKey()));
            }
            found.addAll(jar.getValue().classesIn(packageName));
        }
        return found;
    }

    /** What is in a jar: the names of its classes, by package. The file stays open, as the class loader's does. */
    private record Contents(Path path, ZipFile file, Map<String, List<String>> byPackage) {
        static Contents of(Path path) {
            Map<String, List<String>> byPackage = new HashMap<>();
            try {
                ZipFile file = new ZipFile(path.toFile());
                for (Enumeration<? extends ZipEntry> all = file.entries(); all.hasMoreElements();) {
                    String name = all.nextElement().getName();
                    int slash = name.lastIndexOf('/');
                    if (slash > 0 && name.endsWith(".class") && !name.startsWith("META-INF/")) {
                        byPackage.computeIfAbsent(name.substring(0, slash).replace('/', '.'), p -> new ArrayList<>()).add(name);
                    }
                }
                return new Contents(path, file, byPackage);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + path, e);
            }
        }

        List<InJar> classesIn(String packageName) {
            return byPackage.getOrDefault(packageName, List.of()).stream().map(name -> new InJar(this, name)).toList();
        }
    }

    /** A class in a jar. */
    static final class InJar extends SimpleJavaFileObject {
        private final Contents jar;
        private final String name;

        InJar(Contents jar, String name) {
            super(URI.create(jar.path().toUri() + "!/" + name), Kind.CLASS);
            this.jar = jar;
            this.name = name;
        }

        String binaryName() {
            return name.substring(0, name.length() - Kind.CLASS.extension.length()).replace('/', '.');
        }

        @Override
        public InputStream openInputStream() throws IOException {
            return jar.file().getInputStream(jar.file().getEntry(name));
        }
    }
}
