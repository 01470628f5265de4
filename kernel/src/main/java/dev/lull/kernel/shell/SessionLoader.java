package dev.lull.kernel.shell;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Loads what JShell compiles, woven, and what the user adds to the class path. Its parent is the kernel's loader. */
final class SessionLoader extends URLClassLoader {
    private final Map<String, byte[]> pending = new ConcurrentHashMap<>();

    SessionLoader(ClassLoader parent) {
        super("session", new URL[0], parent);
    }

    /** Makes a class known; it is defined when it is first needed. */
    void offer(String name, byte[] bytecode) {
        pending.put(name, bytecode);
    }

    void addToClasspath(Path entry) throws MalformedURLException {
        addURL(entry.toUri().toURL());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytecode = pending.remove(name);
        if (bytecode == null) {
            return super.findClass(name);
        }
        byte[] woven = Weaver.weave(bytecode);
        return defineClass(name, woven, 0, woven.length);
    }
}
