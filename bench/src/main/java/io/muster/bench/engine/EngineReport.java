package io.muster.bench.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The figures of all scenarios as a page that needs nothing else: charts, and a table with everything. */
final class EngineReport {

    private static final String CHARTS = "/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js";

    /** One bar chart: what it shows, and the figures that stand beside one another. */
    private record Chart(String title, boolean logarithmic, List<String> figures) {}

    private static final List<Chart> SHOWN = List.of(
            new Chart("Tickets per second of processor time", true, List.of("ticketsPerCpuSecond")),
            new Chart(
                    "Time of one arrival, microseconds",
                    true,
                    List.of("arrivalMicrosP50", "arrivalMicrosP99", "arrivalMicrosP999")),
            new Chart("Wait, milliseconds", true, List.of("waitMillisP50", "waitMillisP95", "waitMillisP99")),
            new Chart(
                    "Wait of players beyond two deviations of skill, milliseconds",
                    true,
                    List.of("tailWaitMillisP50", "tailWaitMillisP95", "tailWaitMillisP99")),
            new Chart("Skill spread of a match", false, List.of("spreadP50", "spreadP95", "spreadP99")),
            new Chart("Gap between team averages", false, List.of("teamGapP50", "teamGapP95", "teamGapP99")),
            new Chart("Ping, milliseconds", false, List.of("pingMillisP50", "pingMillisP95", "pingMillisP99")),
            new Chart(
                    "Optimality gap, percent of the exact optimum",
                    false,
                    List.of("gapPercentAllAtOnce", "gapPercentOneByOne")));

    private EngineReport() {}

    static Path write(Path folder, List<Map<String, Object>> scenarios) {
        StringBuilder page = new StringBuilder("""
                <!doctype html><html lang="en"><meta charset="utf-8"><title>Muster engine</title>
                <style>body{font:14px sans-serif;margin:2em}td,th{padding:4px 10px;text-align:right}
                th:first-child,td:first-child{text-align:left;white-space:nowrap}tr:nth-child(even){background:#f2f4f7}
                .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(560px,1fr));gap:2em}.wide{overflow-x:auto}</style>
                <h1>Matching engine, one thread</h1><div class="charts">""");
        List<Map<String, Object>> charts = new ArrayList<>();
        for (Chart chart : SHOWN) {
            page.append("<div><canvas id=\"chart").append(charts.size()).append("\"></canvas></div>");
            charts.add(configuration(chart, scenarios));
        }
        page.append("</div>\n");
        appendTable(page, scenarios);
        page.append("<script>").append(library()).append("</script>\n<script>");
        for (int i = 0; i < charts.size(); i++) {
            page.append("new Chart(document.getElementById('chart")
                    .append(i)
                    .append("'),")
                    .append(json(charts.get(i)))
                    .append(");\n");
        }
        page.append("</script></html>\n");
        try {
            Files.createDirectories(folder);
            return Files.writeString(folder.resolve("engine.html"), page, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the chart library is told: scenarios that have the figures, and a bar for each figure. */
    private static Map<String, Object> configuration(Chart chart, List<Map<String, Object>> scenarios) {
        List<Map<String, Object>> shown = scenarios.stream()
                .filter(scenario -> chart.figures().stream().anyMatch(scenario::containsKey))
                .toList();
        List<String> labels = shown.stream().map(EngineReport::label).toList();
        List<Map<String, Object>> bars = chart.figures().stream()
                .map(figure -> Map.<String, Object>of(
                        "label",
                        figure,
                        "data",
                        shown.stream()
                                .map(scenario -> scenario.getOrDefault(figure, 0))
                                .toList()))
                .toList();
        Map<String, Object> title = Map.of("title", Map.of("display", true, "text", chart.title()));
        Map<String, Object> scale = Map.of("x", Map.of("type", chart.logarithmic() ? "logarithmic" : "linear"));
        return Map.of(
                "type",
                "bar",
                "data",
                Map.of("labels", labels, "datasets", bars),
                "options",
                Map.of("indexAxis", "y", "animation", false, "plugins", title, "scales", scale));
    }

    private static String label(Map<String, Object> scenario) {
        Object rate = scenario.get("arrivalsPerSecond");
        return scenario.get("scenario") + " (" + (rate == null ? scenario.get("tickets") : rate + "/s") + ')';
    }

    private static void appendTable(StringBuilder page, List<Map<String, Object>> scenarios) {
        Set<String> names = new LinkedHashSet<>();
        scenarios.forEach(scenario -> names.addAll(scenario.keySet()));
        page.append("<div class=\"wide\"><table><tr>");
        names.forEach(name -> page.append("<th>").append(name));
        for (Map<String, Object> scenario : scenarios) {
            page.append("<tr>");
            names.forEach(name -> page.append("<td>").append(scenario.getOrDefault(name, "")));
        }
        page.append("</table></div>\n");
    }

    private static String library() {
        try (InputStream script = EngineReport.class.getResourceAsStream(CHARTS)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String json(Map<String, Object> value) {
        try {
            return new ObjectMapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
