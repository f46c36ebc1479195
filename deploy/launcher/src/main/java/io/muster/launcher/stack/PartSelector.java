package io.muster.launcher.stack;

import io.muster.launcher.LauncherException;
import java.util.List;

/**
 * What a user means by {@code ticket-service} (all replicas) or {@code ticket-service/2} (one).
 *
 * @param replica 0 for all
 */
public record PartSelector(PartName name, int replica) {

    /** Reads what was typed. */
    public static PartSelector parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return new PartSelector(PartName.of(text), 0);
        }
        return new PartSelector(PartName.of(text.substring(0, slash)), number(text.substring(slash + 1), text));
    }

    /** The processes of that stack which are meant; never empty. */
    public List<Part> in(StackState state) {
        List<Part> meant = state.parts().stream()
                .filter(part -> part.id().name() == name)
                .filter(part -> replica == 0 || part.id().replica() == replica)
                .toList();
        if (meant.isEmpty()) {
            throw new LauncherException("this stack has no " + name.text() + (replica == 0 ? "" : "/" + replica));
        }
        return meant;
    }

    private static int number(String digits, String whole) {
        if (!digits.matches("[1-9][0-9]{0,3}")) {
            throw new LauncherException("'" + whole + "' is not SERVICE or SERVICE/REPLICA with a replica from 1");
        }
        return Integer.parseInt(digits);
    }
}
