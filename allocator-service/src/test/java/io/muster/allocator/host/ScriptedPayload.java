package io.muster.allocator.host;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program for payload processes in tests. What it does is in its arguments: {@code ready}, {@code crash:CODE},
 * {@code crash-once:CODE} (only when it runs for the first time), {@code ignore-term}, {@code until-reserved},
 * {@code sleep}, {@code beat} (for ever), {@code say:TEXT}, {@code label:KEY=VALUE}.
 */
public final class ScriptedPayload {

    private ScriptedPayload() {}

    public static void main(String[] steps) throws IOException, InterruptedException {
        for (String step : steps) {
            run(step);
        }
    }

    /** How a specification names it. */
    public static String command() {
        return ProcessHandle.current().info().command().orElseThrow();
    }

    public static List<String> arguments(String... steps) {
        List<String> arguments = new ArrayList<>(List.of(
                "-XX:TieredStopAtLevel=1",
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-cp",
                Path.of("target", "test-classes").toAbsolutePath().toString(),
                ScriptedPayload.class.getName()));
        arguments.addAll(List.of(steps));
        return arguments;
    }

    private static void run(String step) throws IOException, InterruptedException {
        String argument = step.substring(step.indexOf(':') + 1);
        switch (step.split(":", 2)[0]) {
            case "ready" -> call("POST", "/api/v0/ready", "");
            case "label" -> {
                String[] label = argument.split("=", 2);
                call("PUT", "/api/v0/metadata/label", "{\"key\":\"" + label[0] + "\",\"value\":\"" + label[1] + "\"}");
            }
            case "crash" -> Runtime.getRuntime().halt(Integer.parseInt(argument));
            case "crash-once" -> {
                if (Path.of("crashed").toFile().createNewFile()) {
                    Runtime.getRuntime().halt(Integer.parseInt(argument));
                }
            }
            case "say" -> System.out.println(argument);
            case "ignore-term" -> Runtime.getRuntime().addShutdownHook(new Thread(ScriptedPayload::sleep));
            case "until-reserved" -> {
                while (!call("GET", "/api/v0/payload", "").contains("\"state\":\"Reserved\"")) {
                    TimeUnit.MILLISECONDS.sleep(50);
                }
            }
            case "beat" -> {
                while (!Thread.currentThread().isInterrupted()) {
                    call("POST", "/api/v1/heartbeat", "");
                    TimeUnit.MILLISECONDS.sleep(100);
                }
            }
            case "sleep" -> sleep();
            default -> throw new IllegalArgumentException(step);
        }
    }

    private static String call(String method, String path, String body) throws IOException, InterruptedException {
        URI address = URI.create("http://" + System.getenv("ORCHESTRATION_PAYLOAD_API") + path);
        HttpRequest request = HttpRequest.newBuilder(address)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        System.out.println(method + " " + path + " " + response.statusCode() + " " + response.body());
        return response.body();
    }

    private static void sleep() {
        try {
            TimeUnit.MINUTES.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
