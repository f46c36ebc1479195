package io.muster.match.dryrun;

import io.muster.contracts.Pool;
import io.muster.match.config.ConfigBody;
import io.muster.match.config.ConfigReader;
import io.muster.match.config.QueueRules;
import io.muster.match.config.QueueRulesService;
import io.muster.match.engine.PoolRouter;
import io.muster.match.function.FunctionName;
import io.muster.match.function.FunctionTrials;
import io.muster.match.rules.MatchConfig;
import io.muster.runtime.problem.Problems;
import io.muster.runtime.problem.Violation;
import io.muster.runtime.security.Allow;
import io.muster.runtime.security.Role;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tries a config on tickets. Takes up to a second of one thread, so it runs on a worker. */
@Path("/{namespace}/matchmaking/api/v1/dry-run")
@Produces(MediaType.APPLICATION_JSON)
public class DryRunResource {

    private final ConfigBody bodies;
    private final QueueRulesService queues;
    private final PoolRouter.ExpressionTest expressions;
    private final FunctionTrials functions;
    private final InstantSource clock;

    public DryRunResource(
            ConfigBody bodies,
            QueueRulesService queues,
            PoolRouter.ExpressionTest expressions,
            FunctionTrials functions,
            InstantSource clock) {
        this.bodies = bodies;
        this.queues = queues;
        this.expressions = expressions;
        this.functions = functions;
        this.clock = clock;
    }

    /** Answers matches and explanations, or, with {@code grouping}, what is wrong with that grouping. */
    @POST
    @Blocking
    @Allow(Role.DEVELOPER)
    @Consumes(MediaType.APPLICATION_JSON)
    public Object run(@PathParam("namespace") String namespace, byte[] body) {
        Map<String, Object> document = bodies.read(body);
        List<Violation> violations = new ArrayList<>();
        MatchConfig config = config(namespace, document, violations);
        DryRunRequest request = DryRunReader.read(document, clock.millis(), violations);
        if (!violations.isEmpty()) {
            throw Problems.validation(violations);
        }
        if (request.grouping() == null && !FunctionName.isBuiltIn(config.function())) {
            return tryFunction(namespace, config, request, document.get("source"));
        }
        DryRun run = new DryRun(config, expressions, request);
        return request.grouping() == null ? DryRunJson.of(run.match()) : DryRunJson.of(run.judge());
    }

    /** Runs the function that the config names: the live one, or the text in the request. */
    private FunctionDryRunJson tryFunction(String namespace, MatchConfig config, DryRunRequest request, Object source) {
        FunctionDryRun run = new FunctionDryRun(
                new Pool(namespace, config.name()), config, new PoolRouter(config, expressions), request);
        Optional<String> text = source instanceof String given ? Optional.of(given) : Optional.empty();
        return FunctionDryRunJson.of(run.match((call, logs) -> functions.tryOut(call, text, logs)));
    }

    /** The config in the request, or the live one that it names. */
    private MatchConfig config(String namespace, Map<String, Object> document, List<Violation> violations) {
        Object config = document.containsKey("config") ? document.get("config") : document.get("Config");
        return switch (config) {
            case Map<?, ?> inline -> read(inline, violations);
            case String id ->
                queues.find(new Pool(namespace, id))
                        .map(QueueRules::config)
                        .orElseThrow(() -> Problems.notFound("config", id));
            case null, default -> {
                violations.add(new Violation("config", "required", "must be a config or the id of one"));
                yield null;
            }
        };
    }

    @SuppressWarnings("unchecked") // a JSON object has string keys
    private static MatchConfig read(Map<?, ?> inline, List<Violation> violations) {
        return switch (ConfigReader.read("dry-run", (Map<String, Object>) inline)) {
            case ConfigReader.Result.Valid valid -> valid.config();
            case ConfigReader.Result.Invalid invalid -> {
                invalid.violations()
                        .forEach(violation -> violations.add(
                                new Violation("config." + violation.path(), violation.code(), violation.message())));
                yield null;
            }
        };
    }
}
