package dev.lull.kernel.shell;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/**
 * The compiler's files, those in the process's own jars by a shorter way. The JDK's way opens every jar of the class path
 * and walks all through it before it can say that none of them holds java.util: half a second before the first cell.
 */
final class ClassPathFiles extends ForwardingJavaFileManager<StandardJavaFileManager> implements StandardJavaFileManager {
    private final ProcessJars jars = ProcessJars.ofThisProcess();

    ClassPathFiles(StandardJavaFileManager files) {
        super(files);
        leaveToTheJdk(Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator)));
    }

    private void leaveToTheJdk(List<String> classpath) {
        List<String> others = classpath.stream().filter(entry -> !entry.isEmpty() && !jars.has(Path.of(entry))).toList();
        if (others.isEmpty()) {
            try {
                fileManager.setLocationFromPaths(StandardLocation.CLASS_PATH, List.of());
            } catch (IOException e) {
                throw new AssertionError("nothing is read to learn that there is nothing", e);
            }
        } else {
            fileManager.handleOption("-classpath", List.of(String.join(File.pathSeparator, others)).iterator());
        }
    }

    @Override
    public boolean handleOption(String option, Iterator<String> remaining) {
        if (!option.equals("-classpath")) {
            return super.handleOption(option, remaining);
        }
        leaveToTheJdk(Arrays.asList(remaining.next().split(File.pathSeparator)));
        return true;
    }

    @Override
    public Iterable<JavaFileObject> list(Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse) throws IOException {
        Iterable<JavaFileObject> others = super.list(location, packageName, kinds, recurse);
        if (location != StandardLocation.CLASS_PATH || recurse || !kinds.contains(JavaFileObject.Kind.CLASS)) {
            return others;
        }
        Collection<? extends JavaFileObject> own = jars.classesIn(packageName);
        if (own.isEmpty()) {
            return others;
        }
        return Stream.concat(own.stream(), StreamSupport.stream(others.spliterator(), false)).collect(Collectors.toList());
    }

    @Override
    public String inferBinaryName(Location location, JavaFileObject file) {
        return file instanceof ProcessJars.InJar own ? own.binaryName() : super.inferBinaryName(location, file);
    }

    @Override
    public boolean isSameFile(FileObject a, FileObject b) {
        return a instanceof ProcessJars.InJar || b instanceof ProcessJars.InJar ? a.equals(b) : super.isSameFile(a, b);
    }

    @Override
    public boolean contains(Location location, FileObject file) throws IOException {
        return file instanceof ProcessJars.InJar ? location == StandardLocation.CLASS_PATH : super.contains(location, file);
    }

    @Override
    public Iterable<? extends Path> getLocationAsPaths(Location location) {
        Iterable<? extends Path> others = fileManager.getLocationAsPaths(location);
        if (location != StandardLocation.CLASS_PATH) {
            return others;
        }
        List<Path> all = new ArrayList<>(jars.paths());
        others.forEach(all::add);
        return all;
    }

    @Override
    public Iterable<? extends File> getLocation(Location location) {
        if (location != StandardLocation.CLASS_PATH) {
            return fileManager.getLocation(location);
        }
        List<File> all = new ArrayList<>();
        getLocationAsPaths(location).forEach(path -> all.add(path.toFile()));
        return all;
    }

    // The rest is the JDK's.

    @Override
    public void setLocation(Location location, Iterable<? extends File> files) throws IOException {
        fileManager.setLocation(location, files);
    }

    @Override
    public void setLocationFromPaths(Location location, Collection<? extends Path> paths) throws IOException {
        fileManager.setLocationFromPaths(location, paths);
    }

    @Override
    public void setLocationForModule(Location location, String moduleName, Collection<? extends Path> paths) throws IOException {
        fileManager.setLocationForModule(location, moduleName, paths);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromFiles(Iterable<? extends File> files) {
        return fileManager.getJavaFileObjectsFromFiles(files);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(File... files) {
        return fileManager.getJavaFileObjects(files);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromStrings(Iterable<String> names) {
        return fileManager.getJavaFileObjectsFromStrings(names);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(String... names) {
        return fileManager.getJavaFileObjects(names);
    }

    @Override
    public Path asPath(FileObject file) {
        return fileManager.asPath(file);
    }

    @Override
    public void setPathFactory(PathFactory factory) {
        fileManager.setPathFactory(factory);
    }
}
