package dev.lull.kernel.shell;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.net.JarURLConnection;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.cert.Certificate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;

/** Loads what JShell compiles, woven, and what the user adds to the class path. Its parent is the kernel's loader. */
final class SessionLoader extends URLClassLoader {
    private static final String USERS = "REPL/";
    private static final int CONSTANT_CLASS = 7;

    private final Map<String, byte[]> pending = new ConcurrentHashMap<>();

    SessionLoader(ClassLoader parent) {
        super("session", new URL[0], parent);
    }

    /** Makes a class known; it is defined when it is first needed. */
    void offer(String name, byte[] bytecode) {
        pending.put(name, Weaver.weave(bytecode));
    }

    /**
     * Defines a class and those inside it.
     *
     * @param file  the source file that their frames name
     * @param apart true for a loader of their own, so that they can be forgotten; they have no part then in what the
     *              user's other classes keep within their package
     */
    Class<?> define(String outermost, Map<String, byte[]> classes, String file, boolean apart) throws ClassNotFoundException {
        Map<String, byte[]> target = apart ? new ConcurrentHashMap<>() : pending;
        classes.forEach((name, bytecode) -> target.put(name, Weaver.weave(bytecode, file)));
        return Class.forName(outermost, true, apart ? new Apart(this, target) : this);
    }

    void addToClasspath(Path entry) throws MalformedURLException {
        addURL(entry.toUri().toURL());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] woven = pending.remove(name);
        return woven == null ? findOnTheClassPath(name) : defineClass(name, woven, 0, woven.length);
    }

    /** A class of a jar that a cell has added is the user's code like any other: its loops can be stopped, its System.exit ends nothing. */
    private Class<?> findOnTheClassPath(String name) throws ClassNotFoundException {
        URL file = findResource(name.replace('.', '/') + ".class");
        if (file == null) {
            throw new ClassNotFoundException(name);
        }
        try {
            URLConnection connection = file.openConnection();
            byte[] woven;
            try (InputStream in = connection.getInputStream()) {
                woven = Weaver.weave(in.readAllBytes());
            }
            boolean inJar = connection instanceof JarURLConnection;
            CodeSource source = inJar
                    ? new CodeSource(((JarURLConnection) connection).getJarFileURL(), ((JarURLConnection) connection).getCertificates())
                    : new CodeSource(rootOf(file, name), (Certificate[]) null);
            definePackageOf(name, inJar ? ((JarURLConnection) connection).getManifest() : null, source.getLocation());
            return defineClass(name, woven, 0, woven.length, source);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static URL rootOf(URL file, String className) throws IOException {
        return new URL(file.toString().substring(0, file.toString().length() - className.length() - ".class".length()));
    }

    private void definePackageOf(String className, Manifest manifest, URL source) {
        int end = className.lastIndexOf('.');
        if (end < 0 || getDefinedPackage(className.substring(0, end)) != null) {
            return;
        }
        try {
            definePackage(className.substring(0, end), manifest == null ? new Manifest() : manifest, source);
        } catch (IllegalArgumentException anotherThreadWasQuicker) {
            // Then it is there.
        }
    }

    /** A cell finds this loader in its thread; it must not take everybody's class path away. */
    @Override
    public void close() {
        // It ends with the session.
    }

    /** Whether a class mentions one of the user's classes that has something for its own package only. */
    boolean mentionsWhatIsNotPublic(byte[] bytecode) {
        ClassReader reader = new ClassReader(bytecode);
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            if (at > 0 && reader.readByte(at - 1) == CONSTANT_CLASS && keepsToItsPackage(reader.readUTF8(at, buffer))) {
                return true;
            }
        }
        return false;
    }

    private boolean keepsToItsPackage(String internalName) {
        String element = internalName.startsWith("[") ? internalName.substring(internalName.indexOf('L') + 1) : internalName;
        if (!element.startsWith(USERS) || element.indexOf('$', USERS.length() + "$JShell$".length()) < 0) {
            return false;       // what JShell wraps things in is public throughout
        }
        try {
            Class<?> type = loadClass(element.replace(";", "").replace('/', '.'));
            while (type != null && type.getClassLoader() == this) {
                Stream<Member> members = Stream.of(type.getDeclaredFields(), type.getDeclaredMethods(), type.getDeclaredConstructors()).flatMap(Stream::of);
                if (!Modifier.isPublic(type.getModifiers()) || members.anyMatch(SessionLoader::isForThePackage)) {
                    return true;
                }
                type = type.getSuperclass();
            }
            return false;
        } catch (ClassNotFoundException itsOwn) {
            return false;
        }
    }

    private static boolean isForThePackage(Member member) {
        return !member.isSynthetic() && (member.getModifiers() & (Modifier.PUBLIC | Modifier.PRIVATE)) == 0;
    }

    /** For what is needed once. */
    private static final class Apart extends ClassLoader {
        private final Map<String, byte[]> pending;

        Apart(ClassLoader parent, Map<String, byte[]> pending) {
            super(parent);
            this.pending = pending;
        }

        /** Its own first: to ask the parents would be to look through every jar for what none can have. */
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                byte[] woven = pending.remove(name);
                return woven == null ? super.loadClass(name, resolve) : defineClass(name, woven, 0, woven.length);
            }
        }
    }
}
