package dev.lull.kernel.magic;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/** A Maven repository that is a folder. */
final class RemoteRepository {
    private RemoteRepository() {}

    /** Puts an artifact of one class, named as its package, into the repository; with its sources. */
    static void artifact(Path remote, String name, String dependencies, String source) throws IOException {
        Path home = Files.createDirectories(remote.resolve(name + "/" + name + "/1.0"));
        Files.writeString(home.resolve(name + "-1.0.pom"), "<project><modelVersion>4.0.0</modelVersion><groupId>" + name + "</groupId><artifactId>" + name
                + "</artifactId><version>1.0</version><dependencies>" + dependencies + "</dependencies></project>");
        String type = source.replaceAll("(?s).*public class (\\w+).*", "$1");
        Path folder = Files.createTempDirectory(remote, "compiled");
        Path file = folder.resolve(type + ".java");
        Files.writeString(file, source);
        ToolProvider.getSystemJavaCompiler().run(null, OutputStream.nullOutputStream(), null, "--release", "17", "-d", folder.toString(), file.toString());
        jar(home.resolve(name + "-1.0.jar"), name + "/" + type + ".class", Files.readAllBytes(folder.resolve(name + "/" + type + ".class")));
        jar(home.resolve(name + "-1.0-sources.jar"), name + "/" + type + ".java", source.getBytes(StandardCharsets.UTF_8));
    }

    /** Puts a build of version 2.0-SNAPSHOT of the artifact into the repository, as deploying does. */
    static void snapshot(Path remote, String name, String build) throws IOException {
        Path home = Files.createDirectories(remote.resolve(name + "/" + name + "/2.0-SNAPSHOT"));
        Files.writeString(home.resolve(name + "-2.0-" + build + ".pom"), "<project><modelVersion>4.0.0</modelVersion><groupId>" + name + "</groupId><artifactId>"
                + name + "</artifactId><version>2.0-SNAPSHOT</version></project>");
        jar(home.resolve(name + "-2.0-" + build + ".jar"), "build.txt", build.getBytes(StandardCharsets.UTF_8));
        String timestamp = build.substring(0, build.indexOf('-'));
        StringBuilder files = new StringBuilder();
        for (String extension : new String[] {"jar", "pom"}) {
            files.append("<snapshotVersion><extension>").append(extension).append("</extension><value>2.0-").append(build)
                    .append("</value><updated>").append(timestamp.replace(".", "")).append("</updated></snapshotVersion>");
        }
        Files.writeString(home.resolve("maven-metadata.xml"), "<metadata modelVersion=\"1.1.0\"><groupId>" + name + "</groupId><artifactId>" + name
                + "</artifactId><version>2.0-SNAPSHOT</version><versioning><snapshot><timestamp>" + timestamp + "</timestamp><buildNumber>"
                + build.substring(build.indexOf('-') + 1) + "</buildNumber></snapshot><lastUpdated>" + timestamp.replace(".", "")
                + "</lastUpdated><snapshotVersions>" + files + "</snapshotVersions></versioning></metadata>");
    }

    private static void jar(Path file, String entry, byte[] content) throws IOException {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            jar.putNextEntry(new ZipEntry(entry));
            jar.write(content);
        }
    }
}
