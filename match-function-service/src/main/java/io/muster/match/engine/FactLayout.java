package io.muster.match.engine;

import io.muster.match.rules.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which facts of a ticket the rules of one pool read, and where a {@link WaitingTicket} keeps them. */
final class FactLayout {

    /** How a fact is kept. */
    enum Kind {
        /** A number; anything else is as good as missing. */
        NUMBER,
        /** A number, string, boolean or list, for rules that compare for equality. */
        VALUE,
        /** Whether there is any value. */
        PRESENCE
    }

    /** A fact of every player, or of the ticket as a whole. */
    private record Column(Field field, Kind kind, Object fallback) {}

    private final List<Column> numbers = new ArrayList<>();
    private final List<Column> values = new ArrayList<>();

    /** Reserves a place for a fact; the same fact gets the same place. */
    int column(Field field, Kind kind, Object fallback) {
        List<Column> columns = kind == Kind.NUMBER ? numbers : values;
        Column column = new Column(field, kind, fallback);
        int known = columns.indexOf(column);
        if (known >= 0) {
            return known;
        }
        columns.add(column);
        return columns.size() - 1;
    }

    /** Reads the facts of a ticket. A ticket-wide fact is kept once per player, so that every column has one width. */
    void read(TicketData data, WaitingTicket into) {
        int width = data.players().size();
        if (!numbers.isEmpty()) {
            into.numbers = new double[numbers.size() * width];
            for (int column = 0; column < numbers.size(); column++) {
                for (int player = 0; player < width; player++) {
                    Object raw = raw(numbers.get(column), data, player);
                    into.numbers[column * width + player] = raw instanceof Number n ? n.doubleValue() : Double.NaN;
                }
            }
        }
        if (!values.isEmpty()) {
            into.values = new Object[values.size() * width];
            for (int column = 0; column < values.size(); column++) {
                for (int player = 0; player < width; player++) {
                    into.values[column * width + player] = value(values.get(column), data, player);
                }
            }
        }
    }

    private static Object value(Column column, TicketData data, int player) {
        Object raw = raw(column, data, player);
        if (column.kind() == Kind.PRESENCE) {
            return raw == null ? null : Boolean.TRUE;
        }
        return canonical(raw);
    }

    /** Numbers as Double and lists as sets, so that equal JSON values are equal objects; null for what no rule can use. */
    static Object canonical(Object raw) {
        return switch (raw) {
            case Number number -> number.doubleValue() == 0 ? 0.0 : number.doubleValue();
            case String text -> text;
            case Boolean flag -> flag;
            case List<?> list -> {
                Set<Object> elements = HashSet.newHashSet(list.size());
                for (Object element : list) {
                    Object comparable = canonical(element);
                    if (comparable != null) {
                        elements.add(comparable);
                    }
                }
                yield elements;
            }
            case null, default -> null;
        };
    }

    private static Object raw(Column column, TicketData data, int player) {
        Object found = switch (column.field()) {
            case Field.PlayerData field -> descend(data.players().get(player).customData(), field.path());
            case Field.PlayerId id -> data.players().get(player).id();
            case Field.TicketData field -> descend(data.data(), field.path());
            case Field.TicketAttribute field -> descend(data.attributes(), field.path());
            default -> throw new IllegalArgumentException(column.field() + " is not kept with the ticket");
        };
        return found == null ? column.fallback() : found;
    }

    private static Object descend(Map<String, Object> from, List<String> path) {
        Object current = from;
        for (String step : path) {
            if (!(current instanceof Map<?, ?> map)) {
                return null;
            }
            current = map.get(step);
        }
        return current;
    }
}
