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
        if (wantsPassword && !PASSWORD.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
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
        try (MavenArtifacts maven = new MavenArtifacts(new MavenArtifacts.Where(false, List.of(repositories), Optional.of(file)))) {
            return maven.withDependencies(List.of("house:house:1.0")).stream().map(artifact -> artifact.getFile().getName()).toList();
        }
    }

    @Test void a_mirror_stands_in_for_every_repository_and_is_told_the_password() throws Exception {
        wantsPassword = true;
        String mirror = "<mirrors><mirror><id>ours</id><mirrorOf>*</mirrorOf><url>" + address() + "/</url></mirror></mirrors>";
        String password = "<servers><server><id>ours</id><username>somebody</username><password>secret</password></server></servers>";

        assertThat(fetched(mirror + password)).containsExactly("house-1.0.jar", "zoo-1.0.jar");
        assertThat(asked).contains("/house/house/1.0/house-1.0.jar", "/zoo/zoo/1.0/zoo-1.0.jar");
    }

    @Test void a_proxy_is_asked_for_what_lies_behind_it() throws Exception {
        String proxy = "<proxies><proxy><id>way out</id><active>true</active><protocol>http</protocol><host>127.0.0.1</host><port>"
                + server.getAddress().getPort() + "</port></proxy></proxies>";
        String onlyOurs = "<mirrors><mirror><id>behind</id><mirrorOf>*</mirrorOf><url>http://repository.invalid/</url></mirror></mirrors>";

        assertThat(fetched(proxy + onlyOurs)).containsExactly("house-1.0.jar", "zoo-1.0.jar");
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
}
