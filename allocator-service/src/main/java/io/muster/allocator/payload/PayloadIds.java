package io.muster.allocator.payload;

import java.util.random.RandomGenerator;

/** Published ids such as {@code 8hhtn-fvpvq}: two words of five characters that cannot be misread. */
public final class PayloadIds {

    private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";
    private static final int WORD = 5;

    private final RandomGenerator random;

    public PayloadIds(RandomGenerator random) {
        this.random = random;
    }

    /** One of 27^10; the schema sees to it that two payloads of an allocation never share one. */
    public String next() {
        StringBuilder id = new StringBuilder(2 * WORD + 1);
        word(id);
        id.append('-');
        word(id);
        return id.toString();
    }

    private void word(StringBuilder id) {
        for (int i = 0; i < WORD; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
    }
}
