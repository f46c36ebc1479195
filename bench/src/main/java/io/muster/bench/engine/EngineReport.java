package io.muster.bench.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The figures of all scenarios as a page: one table, with a bar for the throughput of each. */
final class EngineReport {

    private EngineReport() {}

    static Path write(Path folder, List<Map<String, Object>> scenarios) {
        Set<String> names = new TreeSet<>();
        scenarios.forEach(scenario -> names.addAll(scenario.keySet()));
        names.remove("scenario");
        StringBuilder page = new StringBuilder("""
                <!doctype html><meta charset="utf-8"><title>Muster engine</title>
                <style>body{font:14px sans-serif}td,th{padding:4px 10px;text-align:right}th:first-child,td:first-child{text-align:left}
                .bar{height:8px;background:#47a}</style>
                <h1>Matching engine, one thread</h1><table><tr><th>scenario""");
        names.forEach(name -> page.append("<th>").append(name));
        double fastest =
                scenarios.stream().mapToDouble(EngineReport::speed).max().orElse(1);
        for (Map<String, Object> scenario : scenarios) {
            long width = Math.round(200 * speed(scenario) / fastest);
            page.append("<tr><td>")
                    .append(scenario.get("scenario"))
                    .append("<div class=bar style=width:")
                    .append(width)
                    .append("px></div>");
            names.forEach(name -> page.append("<td>").append(scenario.getOrDefault(name, "")));
        }
        page.append("</table>\n");
        try {
            Files.createDirectories(folder);
            return Files.writeString(folder.resolve("engine.html"), page, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double speed(Map<String, Object> scenario) {
        return scenario.get("ticketsPerCpuSecond") instanceof Number number ? number.doubleValue() : 0;
    }
}
