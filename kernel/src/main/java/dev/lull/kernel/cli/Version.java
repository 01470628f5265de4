package dev.lull.kernel.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which Lull this is, and which Java it runs on. */
final class Version {
    private Version() {
    }

    static String inWords() {
        return "lull " + number() + " (Java " + Runtime.version() + ", " + System.getProperty("java.vendor") + ", "
                + System.getProperty("java.home") + ")";
    }

    static String number() {
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
