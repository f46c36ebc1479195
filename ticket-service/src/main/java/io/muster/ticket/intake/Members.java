package io.muster.ticket.intake;

import java.util.Map;

/** Members of a JSON object whose writers differ in how they capitalise a name: {@code regionId} or {@code RegionId}. */
record Members(Map<?, ?> values) {

    /** The first member that is there under one of the names, as written or with its first letter in upper case. */
    Object get(String... names) {
        for (String name : names) {
            Object value = values.get(name);
            if (value == null) {
                value = values.get(Character.toUpperCase(name.charAt(0)) + name.substring(1));
            }
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
