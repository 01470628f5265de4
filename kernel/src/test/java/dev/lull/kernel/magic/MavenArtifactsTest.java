package dev.lull.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What settings.xml says is done: mirrors, credentials, proxies, being offline. Over HTTP, from a server of the test's own. */
class MavenArtifactsTest {
    private static final String PASSWORD = "Basic " + Base64.getEncoder().encodeToString("somebody:secret".getBytes(StandardCharsets.UTF_8));

    @TempDir Path folder;
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final String local = System.getProperty("maven.repo.local");
    private HttpServer server;
    private boolean wantsPassword;
    private boolean wantsProxyPassword;

    @BeforeEach void open() throws IOException {
        System.setProperty("maven.repo.local", folder.resolve("local").toString());
        Path remote = Files.createDirectory(folder.resolve("remote"));
        RemoteRepository.artifact(remote, "zoo", "", "package zoo; public class Animal {}");
        RemoteRepository.artifact(remote, "house", "<dependency><groupId>zoo</groupId><artifactId>zoo</artifactId><version>1.0</version></dependency>",
                "package house; public class House {}");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach void close() {
        server.stop(0);
        if (local == null) {
            System.clearProperty("maven.repo.local");
        } else {
            System.setProperty("maven.repo.local", local);
        }
    }

    /** A proxy is asked for whole addresses, a repository for paths. */
    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI().toString());
        Path file = folder.resolve("remote" + exchange.getRequestURI().getPath());
        if (wantsProxyPassword && !PASSWORD.equals(exchange.getRequestHeaders().getFirst("Proxy-Authorization"))) {
            exchange.getResponseHeaders().add("Proxy-Authenticate", "Basic realm=\"the gate\"");
            exchange.sendResponseHeaders(407, -1);
        } else if (wantsPassword && !PASSWORD.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"the zoo\"");
            exchange.sendResponseHeaders(401, -1);
        } else if (!Files.isRegularFile(file)) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            byte[] content = Files.readAllBytes(file);
            exchange.sendResponseHeaders(200, exchange.getRequestMethod().equals("HEAD") ? -1 : content.length);
            if (!exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseBody().write(content);
            }
        }
        exchange.close();
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private List<String> fetched(String settings, String... repositories) throws Exception {
        Path file = Files.writeString(folder.resolve("settings.xml"), "<settings>" + settings + "</settings>");
        try (MavenArtifacts maven = new MavenArtifacts(new MavenArtifacts.Where(false, false, List.of(repositories), Optional.of(file)))) {
            return maven.withDependencies(List.of("house:house:1.0")).stream().map(artifact -> artifact.getFile().getName()).toList();
        }
    }

    @Test void a_mirror_stands_in_for_every_repository_and_is_told_the_password() throws Exception {
        wantsPassword = true;
        String password = "<servers><server><id>mirror</id><username>somebody</username><password>secret</password></server></servers>";

        assertThat(fetched(onlyMirror(address() + "/") + password)).containsExactly("house-1.0.jar", "zoo-1.0.jar");
        assertThat(asked).contains("/house/house/1.0/house-1.0.jar", "/zoo/zoo/1.0/zoo-1.0.jar");
    }

    @Test void a_proxy_is_asked_for_what_lies_behind_it() throws Exception {
        assertThat(fetched(proxyHere("") + onlyMirror("http://repository.invalid/"))).containsExactly("house-1.0.jar", "zoo-1.0.jar");
        assertThat(asked).contains("http://repository.invalid/house/house/1.0/house-1.0.jar");
    }

    @Test void a_repository_named_in_the_cell_is_asked_as_well() throws Exception {
        String elsewhere = "<mirrors><mirror><id>nowhere</id><mirrorOf>central</mirrorOf><url>" + folder.resolve("empty").toUri() + "</url></mirror></mirrors>";

        assertThat(fetched(elsewhere, address() + "/")).containsExactly("house-1.0.jar", "zoo-1.0.jar");
    }

    @Test void who_is_offline_asks_nobody_and_finds_what_was_fetched_before() throws Exception {
        assertThatThrownBy(() -> fetched("<offline>true</offline>", address() + "/")).isInstanceOf(DependencyResolutionException.class);
        assertThat(asked).isEmpty();

        fetched("", address() + "/");
        asked.clear();

        assertThat(fetched("<offline>true</offline>", address() + "/")).containsExactly("house-1.0.jar", "zoo-1.0.jar");
        assertThat(asked).isEmpty();
    }

    private String proxyHere(String more) {
        return "<proxies><proxy><id>way out</id><active>true</active><protocol>http</protocol><host>127.0.0.1</host><port>"
                + server.getAddress().getPort() + "</port>" + more + "</proxy></proxies>";
    }

    private static String onlyMirror(String url) {
        return "<mirrors><mirror><id>mirror</id><mirrorOf>*</mirrorOf><url>" + url + "</url></mirror></mirrors>";
    }

    @Test void what_needs_no_proxy_is_asked_itself() throws Exception {
        String deaf = proxyHere("<nonProxyHosts>localhost|127.*</nonProxyHosts>").replace("" + server.getAddress().getPort(), "1");

        assertThat(fetched(deaf + onlyMirror(address() + "/"))).containsExactly("house-1.0.jar", "zoo-1.0.jar");
        assertThat(asked).contains("/house/house/1.0/house-1.0.jar");
    }

    @Test void a_proxy_is_told_its_password() throws Exception {
        wantsProxyPassword = true;

        assertThat(fetched(proxyHere("<username>somebody</username><password>secret</password>") + onlyMirror("http://repository.invalid/")))
                .containsExactly("house-1.0.jar", "zoo-1.0.jar");
    }

    @Test void the_proxy_of_this_java_serves_where_settings_name_none() throws Exception {
        System.setProperty("http.proxyHost", "127.0.0.1");
        System.setProperty("http.proxyPort", "" + server.getAddress().getPort());
        try {
            assertThat(fetched(onlyMirror("http://repository.invalid/"))).containsExactly("house-1.0.jar", "zoo-1.0.jar");
        } finally {
            System.clearProperty("http.proxyHost");
            System.clearProperty("http.proxyPort");
        }
    }

    @Test void repositories_of_an_active_profile_are_asked_with_the_password_of_their_server() throws Exception {
        wantsPassword = true;
        String profile = "<profiles><profile><id>work</id><repositories><repository><id>ours</id><url>" + address() + "/</url></repository></repositories></profile></profiles>"
                + "<activeProfiles><activeProfile>work</activeProfile></activeProfiles>";
        String password = "<servers><server><id>ours</id><username>${name.of.mine}</username><password>secret</password></server></servers>";
        System.setProperty("name.of.mine", "somebody");
        try {
            assertThat(fetched(profile + password + onlyMirror(folder.resolve("empty").toUri().toString()).replace("*", "central"))).containsExactly("house-1.0.jar", "zoo-1.0.jar");
        } finally {
            System.clearProperty("name.of.mine");
        }
    }

    @Test void coordinates_are_read_as_maven_and_as_gradle_write_them() {
        assertThat(MavenArtifacts.artifact("g:a:1.0")).hasToString("g:a:jar:1.0");
        assertThat(MavenArtifacts.artifact("g:a:zip:1.0")).hasToString("g:a:zip:1.0");
        assertThat(MavenArtifacts.artifact("g:a:jar:linux-x86_64:1.0")).hasToString("g:a:jar:linux-x86_64:1.0");
        assertThat(MavenArtifacts.artifact("g:a:1.0-SNAPSHOT:linux-x86_64")).hasToString("g:a:jar:linux-x86_64:1.0-SNAPSHOT");
        assertThat(MavenArtifacts.artifact("g:a:1.0@zip")).hasToString("g:a:zip:1.0");
        assertThat(MavenArtifacts.artifact("g:a:[1,2)")).hasToString("g:a:jar:[1,2)");
    }

    @Test void a_classifier_takes_another_jar_of_the_artifact() throws Exception {
        assertThat(resolved(false, "zoo:zoo:1.0:sources").getFile()).hasName("zoo-1.0-sources.jar");
    }

    @Test void a_snapshot_is_the_newest_build_of_the_day_or_at_will_of_the_moment() throws Exception {
        RemoteRepository.snapshot(folder.resolve("remote"), "zoo", "20260101.000000-1");
        assertThat(resolved(false, "zoo:zoo:2.0-SNAPSHOT").getVersion()).isEqualTo("2.0-20260101.000000-1");

        RemoteRepository.snapshot(folder.resolve("remote"), "zoo", "20260102.000000-2");
        assertThat(resolved(false, "zoo:zoo:2.0-SNAPSHOT").getVersion()).isEqualTo("2.0-20260101.000000-1");
        assertThat(resolved(true, "zoo:zoo:2.0-SNAPSHOT").getVersion()).isEqualTo("2.0-20260102.000000-2");
    }

    @Test void what_was_not_there_is_looked_for_again() throws Exception {
        assertThatThrownBy(() -> resolved(false, "late:late:1.0")).hasMessageContaining("Could not find artifact late:late");
        RemoteRepository.artifact(folder.resolve("remote"), "late", "", "package late; public class Comer {}");

        assertThat(resolved(false, "late:late:1.0").getFile()).hasName("late-1.0.jar");
    }

    private Artifact resolved(boolean update, String coordinates) throws Exception {
        try (MavenArtifacts maven = new MavenArtifacts(new MavenArtifacts.Where(false, update, List.of(address() + "/"), Optional.empty()))) {
            return maven.withDependencies(List.of(coordinates)).get(0);
        }
    }
}
