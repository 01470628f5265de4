package dev.lull.kernel.shell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a session has imported and declared, as the imports that one piece of a cell needs. Those of which it cannot mean
 * anything are left out: each costs the compiler something, the first time much, as it has to look through a package.
 */
final class Surroundings {
    private static final String ALL = ".*";

    private final List<String> packages = new ArrayList<>();
    private final List<String> always = new ArrayList<>();
    private final List<String> statics = new ArrayList<>();
    private final Map<String, List<String>> byName = new HashMap<>();
    private final Map<String, Map<String, Boolean>> classesOfTheJdk = new HashMap<>();

    /** Adds an import, written as behind the word: {@code java.util.*}, {@code static java.lang.Math.max}. */
    void addImport(String imported) {
        boolean isStatic = imported.startsWith("static ");
        String name = isStatic ? imported.substring("static ".length()).strip() : imported;
        if (!name.endsWith(ALL)) {
            addNamed(name.substring(name.lastIndexOf('.') + 1), imported);
        } else if (isStatic) {
            statics.add(imported);
        } else if (moduleOf(packageOf(name)).isPresent()) {
            packages.add(name);
        } else {
            always.add(imported);
        }
    }

    /** Adds an import of something by this name. */
    void addNamed(String name, String imported) {
        byName.computeIfAbsent(name, n -> new ArrayList<>()).add(imported);
    }

    /** The import declarations for a piece of this text. */
    String importsFor(String text) {
        Set<String> names = NamesInText.of(text);
        boolean mayHideNames = text.contains("\\u");
        Set<String> imports = new LinkedHashSet<>(always);
        Set<String> unknown = new HashSet<>(names);
        for (String name : names) {
            List<String> found = importsOf(name);
            imports.addAll(found);
            if (!found.isEmpty() || isClassIn("java.lang", name)) {
                unknown.remove(name);
            }
        }
        if (!unknown.isEmpty() || mayHideNames) {
            imports.addAll(statics);
        }
        if (mayHideNames) {
            imports.addAll(packages);
            byName.values().forEach(imports::addAll);
        }
        return imports.stream().map(i -> "import " + i + ";").collect(Collectors.joining());
    }

    private List<String> importsOf(String name) {
        Collection<String> named = byName.getOrDefault(name, List.of());
        return Stream.concat(named.stream(), packages.stream().filter(all -> isClassIn(packageOf(all), name))).toList();
    }

    private boolean isClassIn(String packageName, String name) {
        return classesOfTheJdk.computeIfAbsent(packageName, p -> new HashMap<>()).computeIfAbsent(name,
                n -> moduleOf(packageName).map(module -> Class.forName(module, packageName + "." + name) != null).orElse(true));
    }

    private static Optional<Module> moduleOf(String packageName) {
        return ModuleLayer.boot().modules().stream().filter(module -> module.getPackages().contains(packageName)).findFirst();
    }

    private static String packageOf(String all) {
        return all.substring(0, all.length() - ALL.length());
    }
}
