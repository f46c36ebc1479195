package io.muster.launcher.command;

import io.muster.launcher.LauncherException;
import io.muster.launcher.secret.TokenSigner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code muster token}. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Prints an access token of this stack, for curl.")
public final class TokenCommand implements Callable<Integer> {

    /** Who a token is for. */
    enum Role {
        PLAYER,
        SERVER,
        DEVELOPER,
        SERVICE
    }

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}";

    @Mixin
    private StackOptions options;

    @Option(names = "--role", required = true, description = "One of player, server, developer, service.")
    private Role role;

    @Option(names = "--sub", paramLabel = "NAME", required = true, description = "Who it is for, such as a player id.")
    private String subject;

    @Option(names = "--namespace", paramLabel = "NAME", required = true, description = "The namespace it opens.")
    private String namespace;

    @Option(
            names = "--ttl",
            paramLabel = "SECONDS",
            defaultValue = "3600",
            description = "How long it is good for, 1 s to 7 days. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        check("--sub", subject);
        check("--namespace", namespace);
        Duration life = Duration.ofSeconds(seconds);
        if (seconds < 1 || life.compareTo(Duration.ofDays(7)) > 0) {
            throw new LauncherException("--ttl is " + seconds + ", it must be between 1 and 604800 seconds");
        }
        TokenSigner signer = TokenSigner.from(options.stack().folder().signingKey());
        List<String> roles = List.of(role.name().toLowerCase(Locale.ROOT));
        spec.commandLine().getOut().println(signer.sign(namespace, subject, roles, Instant.now(), life));
        return 0;
    }

    private static void check(String option, String value) {
        if (!value.matches(NAME)) {
            throw new LauncherException(
                    option + " is '" + value + "', it must be 1 to 128 letters, digits or any of . _ : @ -");
        }
    }
}
