package io.muster.allocator.host;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Which folders of payloads that do not run any more may go: those that nothing was written to for long, and the oldest of
 * the others while there is too much. Blocks.
 *
 * @param keep how long after the last change a folder is kept
 * @param limit most bytes of all folders together, those of running payloads included
 */
record OutputPruning(Duration keep, long limit) {

    private static final Logger LOG = Logger.getLogger(OutputPruning.class);

    /** A payload that failed to start is started again within this time, and finds its folder. */
    private static final Duration UNTOUCHED = Duration.ofMinutes(10);

    private record Kept(Path folder, Instant changedAt, long size) {}

    /**
     * Removes them; answers how many.
     *
     * @param running names of folders that stay whatever happens
     */
    int prune(Path folders, Set<String> running, Instant now) {
        List<Kept> all = list(folders);
        long total = all.stream().mapToLong(Kept::size).sum();
        int removed = 0;
        for (Kept kept : all) {
            boolean free = !running.contains(kept.folder().getFileName().toString())
                    && kept.changedAt().plus(UNTOUCHED).isBefore(now);
            boolean old = kept.changedAt().plus(keep).isBefore(now);
            if (free && (old || total > limit)) {
                if (remove(kept.folder())) {
                    total -= kept.size();
                    removed++;
                }
            }
        }
        return removed;
    }

    /** The oldest first. */
    private static List<Kept> list(Path folders) {
        if (!Files.isDirectory(folders)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(folders)) {
            return found.filter(Files::isDirectory)
                    .map(OutputPruning::measure)
                    .sorted(Comparator.comparing(Kept::changedAt))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Kept measure(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            Instant changedAt = Instant.EPOCH;
            long size = 0;
            for (Path file : (Iterable<Path>) files::iterator) {
                BasicFileAttributes about = Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
                Instant changed = about.lastModifiedTime().toInstant();
                changedAt = changed.isAfter(changedAt) ? changed : changedAt;
                size += about.isRegularFile() ? about.size() : 0;
            }
            return new Kept(folder, changedAt, size);
        } catch (IOException | UncheckedIOException e) {
            LOG.debugf(e, "output in %s is looked at later: it is being written to, or closed to us", folder);
            return new Kept(folder, Instant.MAX.minus(UNTOUCHED), 0);
        }
    }

    /** False when something of it is left. */
    private static boolean remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
            return true;
        } catch (IOException | UncheckedIOException e) {
            LOG.warnf("output in %s could not be removed: %s", folder, e);
            return false;
        }
    }
}
