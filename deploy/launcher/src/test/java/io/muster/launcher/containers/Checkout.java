package io.muster.launcher.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads files of the checkout this test is in. */
final class Checkout {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private Checkout() {}

    static String text(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Object> yaml(String file) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(text(file));
    }

    static boolean exists(String file) {
        return Files.exists(ROOT.resolve(file));
    }

    /** The own settings of a service. */
    static Properties properties(String service) {
        return properties(ROOT.resolve(service).resolve("src/main/resources/application.properties"));
    }

    /** The settings that all services share. */
    static Properties sharedProperties() {
        return properties(ROOT.resolve("platform/runtime/src/main/resources/META-INF/microprofile-config.properties"));
    }

    /** The text of every Java and properties file under the main sources of a module. */
    static String sources(String module) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main"))) {
            List<Path> readable = files.filter(file -> file.toString().matches(".*\\.(java|properties)"))
                    .toList();
            StringBuilder text = new StringBuilder();
            for (Path file : readable) {
                text.append(Files.readString(file)).append('\n');
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties properties(Path file) {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
