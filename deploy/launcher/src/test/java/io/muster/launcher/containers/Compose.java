package io.muster.launcher.containers;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** docker-compose.yml, with its anchors resolved. */
@SuppressWarnings("unchecked") // the shape of YAML is what this test is about
final class Compose {

    static final String FILE = "docker-compose.yml";

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(:[?-][^}]*)?}");

    private final Map<String, Object> document = Checkout.yaml(FILE);

    Set<String> containers() {
        return ((Map<String, Object>) document.get("services")).keySet();
    }

    Map<String, Object> container(String name) {
        return (Map<String, Object>) ((Map<String, Object>) document.get("services")).get(name);
    }

    Map<String, Object> environment(String name) {
        return (Map<String, Object>) container(name).get("environment");
    }

    List<Object> list(String name, String field) {
        return (List<Object>) container(name).get(field);
    }

    Map<String, Object> map(String name, String field) {
        return (Map<String, Object>) container(name).get(field);
    }

    Map<String, Object> section(String name) {
        return (Map<String, Object>) document.get(name);
    }

    /** Variables that stop the start when they are missing. */
    static Set<String> requiredVariables() {
        Set<String> names = new TreeSet<>();
        Matcher matcher = VARIABLE.matcher(Checkout.text(FILE));
        while (matcher.find()) {
            if (matcher.group(2) != null && matcher.group(2).startsWith(":?")) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }

    static Set<String> allVariables() {
        Set<String> names = new TreeSet<>();
        Matcher matcher = VARIABLE.matcher(Checkout.text(FILE));
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
