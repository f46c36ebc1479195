package io.muster.allocator.payload;

/** How many sessions a payload can hold and how many it holds. */
public record Seats(int total, int taken) {

    public Seats {
        if (total < 1 || taken < 0 || taken > total) {
            throw new IllegalArgumentException(taken + " of " + total + " seats");
        }
    }

    public int free() {
        return total - taken;
    }

    public Seats take() {
        return new Seats(total, taken + 1);
    }

    public Seats giveBack() {
        return new Seats(total, taken - 1);
    }
}
