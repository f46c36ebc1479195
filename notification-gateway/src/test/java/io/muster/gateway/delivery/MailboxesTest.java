package io.muster.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MailboxesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final Mailboxes mailboxes = new Mailboxes(10_000, 3);

    @Test
    void keepsMessagesInTheirOrderUntilTheServerComes() {
        mailboxes.add(letter("a", "1"), NOW);
        mailboxes.add(letter("b", "2"), NOW);
        mailboxes.add(letter("a", "3"), NOW);

        assertThat(mailboxes.of("a", NOW)).extracting(Letter::notificationId).containsExactly("1", "3");
    }

    @Test
    void doesNotKeepTheSameMessageTwice() {
        assertThat(mailboxes.add(letter("a", "1"), NOW)).isTrue();
        assertThat(mailboxes.add(letter("a", "1"), NOW)).isFalse();
    }

    @Test
    void remembersThatAMessageWasDelivered() {
        mailboxes.add(letter("a", "1"), NOW);

        mailboxes.delivered("a", "1");

        assertThat(mailboxes.of("a", NOW)).isEmpty();
        assertThat(mailboxes.add(letter("a", "1"), NOW)).isFalse();
    }

    @Test
    void forgetsWhatHasExpired() {
        mailboxes.add(letter("a", "1"), NOW);

        mailboxes.forgetExpired(NOW.plusSeconds(120));

        assertThat(mailboxes.isEmpty("a")).isTrue();
        assertThat(mailboxes.bytes()).isZero();
    }

    @Test
    void dropsTheOldestMessageOfAServerThatHasTooMany() {
        for (int i = 1; i <= 5; i++) {
            mailboxes.add(letter("a", Integer.toString(i)), NOW);
        }

        assertThat(mailboxes.of("a", NOW)).extracting(Letter::notificationId).containsExactly("3", "4", "5");
        assertThat(mailboxes.dropped()).isEqualTo(2);
    }

    @Test
    void dropsTheOldestMessagesWhenAllTogetherAreTooMany() {
        for (int i = 0; i < 100; i++) {
            mailboxes.add(letter("server-" + i, "n" + i), NOW);
        }

        assertThat(mailboxes.bytes()).isLessThanOrEqualTo(10_000);
        assertThat(mailboxes.isEmpty("server-0")).isTrue();
        assertThat(mailboxes.isEmpty("server-99")).isFalse();
    }

    @Property
    void isEmptyAgainWhenEverythingHasExpired(
            @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 59) Integer> steps) {
        Mailboxes any = new Mailboxes(5_000, 4);
        for (int step : steps) {
            String server = "s" + step % 5;
            String id = "n" + step / 3;
            if (step % 3 == 0) {
                any.delivered(server, id);
            } else {
                any.add(letter(server, id), NOW);
            }
            assertThat(any.bytes()).isBetween(0L, 5_000L);
        }

        any.forgetExpired(NOW.plusSeconds(120));

        assertThat(any.bytes()).isZero();
    }

    static Letter letter(String server, String id) {
        return new Letter(server, id, null, NOW.plusSeconds(120), new byte[200]);
    }
}
