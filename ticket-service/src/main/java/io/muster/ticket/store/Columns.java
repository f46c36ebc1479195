package io.muster.ticket.store;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Rows as the columns that {@code unnest} takes. */
final class Columns {

    private Columns() {}

    static <S, T> T[] of(List<S> rows, Function<S, T> value, IntFunction<T[]> array) {
        T[] column = array.apply(rows.size());
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(rows.get(i));
        }
        return column;
    }
}
