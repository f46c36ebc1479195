package io.muster.testing.backend;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * A KRaft broker inside the test JVM and PostgreSQL as a child process of it.
 *
 * <p>Both are started from a class loader of their own that lives as long as the JVM. Quarkus closes its class loaders
 * whenever a test profile changes, and a broker whose classes vanish under it dies in strange ways; and Kafka's server
 * side brings libraries that the service under test must not see.
 */
public final class EmbeddedBackend implements Callable<Map<String, String>> {

    /** Logging bindings stay outside: without one, SLF4J is silent, and a broker is noisy. */
    private static final String LOGGING = ".*/(slf4j-jboss-logmanager|jboss-logmanager|log4j-core|logback-).*";

    /** Keeps both logging facades from announcing that they have no binding. */
    private static final Map<String, String> QUIET = Map.of(
            "slf4j.internal.verbosity",
            "ERROR",
            "log4j2.loggerContextFactory",
            "org.apache.logging.log4j.simple.SimpleLoggerContextFactory");

    /** Called by reflection from inside the own class loader. */
    public EmbeddedBackend() {}

    static Endpoints startIsolated() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader isolated = isolatedClassLoader();
        thread.setContextClassLoader(isolated);
        QUIET.forEach(System::setProperty);
        try {
            Callable<?> backend = (Callable<?>) isolated.loadClass(EmbeddedBackend.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            return Endpoints.fromMap((Map<?, ?>) backend.call());
        } catch (Exception e) {
            throw new IllegalStateException("the embedded broker or database did not start", e);
        } finally {
            QUIET.keySet().forEach(System::clearProperty);
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public Map<String, String> call() throws IOException {
        String bootstrapServers = EmbeddedBroker.start();
        int databasePort = EmbeddedDatabase.start();
        return new Endpoints(bootstrapServers, "localhost", databasePort, "postgres", "postgres").toMap();
    }

    private static ClassLoader isolatedClassLoader() {
        URL own = EmbeddedBackend.class.getProtectionDomain().getCodeSource().getLocation();
        Stream<URL> classPath = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.matches(LOGGING))
                .map(EmbeddedBackend::url);
        URL[] urls = Stream.concat(Stream.of(own), classPath).distinct().toArray(URL[]::new);
        return new URLClassLoader("muster-test-backend", urls, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String path) {
        try {
            return Path.of(path).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
