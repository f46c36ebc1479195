package io.muster.match.function;

import io.muster.match.rules.MatchConfig;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Rules for names of functions. They count in any capitalisation and are kept in lower case. */
public final class FunctionName {

    /** Functions that need no upload. */
    public static final List<String> BUILT_IN = List.of(MatchConfig.RULE_BASED, MatchConfig.STANDARD);

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    private FunctionName() {}

    /** The name as it is kept. */
    public static String of(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** What is wrong with a name, for its author. */
    public static Optional<String> errorIn(String name) {
        return FORM.matcher(of(name)).matches()
                ? Optional.empty()
                : Optional.of("must have 1 to 64 letters, digits, dots, dashes or underscores,"
                        + " and start with a letter or digit");
    }

    /** Whether the name stands for a function that needs no upload. */
    public static boolean isBuiltIn(String name) {
        return BUILT_IN.contains(of(name));
    }
}
