package dev.lull.kernel.cli;

import java.lang.reflect.Field;
import java.nio.file.FileSystems;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Spares the start two searches through all jars of the class path. With the first selector and the first file system that
 * is asked for by its scheme (a socket's, the compiler's) the JDK looks into every jar for such things of others. There are
 * none in ours: so the JDK is told beforehand that its own are all there is.
 */
final class JdkProviders {
    private static final String SELECTORS = "java.nio.channels.spi.SelectorProvider";
    private static final String EPOLL = "sun.nio.ch.EPollSelectorProvider";

    private JdkProviders() {}

    static void suffice() {
        selectors();
        fileSystems();
    }

    /** Linux only: elsewhere the search goes on. */
    private static void selectors() {
        try {
            Class.forName(EPOLL, false, null);
            System.setProperty(SELECTORS, System.getProperty(SELECTORS, EPOLL));
        } catch (ClassNotFoundException anotherSystem) {
            // Then the JDK searches.
        }
    }

    /** Where the launcher allows it ({@code Add-Opens} in the manifest). */
    private static void fileSystems() {
        if (!FileSystemProvider.class.getModule().isOpen("java.nio.file.spi", JdkProviders.class.getModule())) return;
        try {
            Field installed = FileSystemProvider.class.getDeclaredField("installedProviders");
            installed.setAccessible(true);
            if (installed.get(null) == null) {
                List<FileSystemProvider> found = new ArrayList<>(List.of(FileSystems.getDefault().provider()));
                ServiceLoader.load(ModuleLayer.boot(), FileSystemProvider.class).forEach(found::add);
                installed.set(null, List.copyOf(found));
            }
        } catch (ReflectiveOperationException anotherJdk) {
            // Then the JDK searches.
        }
    }
}
