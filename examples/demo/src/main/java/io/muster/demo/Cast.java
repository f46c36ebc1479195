package io.muster.demo;

import io.muster.client.ticket.NewTicket;
import io.muster.client.ticket.Player;
import java.util.List;
import java.util.Map;

/** Who plays tonight. The rule of the queue keeps players apart whose skill differs by more than 300. */
final class Cast {

    static final int SKILL_WINDOW = 300;

    private static final int VETERAN = 1900;
    private static final int ROOKIE = 900;
    private static final int CHAMPION = 2900;

    /** Players who look for a match together; most come alone. */
    record Party(List<String> names, int skill) {

        static Party solo(String name, int skill) {
            return new Party(List.of(name), skill);
        }

        String leader() {
            return names.getFirst();
        }

        NewTicket ticket(String queue) {
            Player[] players = names.stream()
                    .map(name -> Player.of(name, Map.of("skill", skill)))
                    .toArray(Player[]::new);
            return NewTicket.of(queue, players);
        }

        @Override
        public String toString() {
            return String.join(" + ", names);
        }
    }

    private Cast() {}

    /** Six who know the game: enough for one match. */
    static List<Party> veterans() {
        return List.of(
                Party.solo("Ada", VETERAN),
                Party.solo("Bo", VETERAN + 60),
                Party.solo("Cy", VETERAN - 90),
                Party.solo("Dee", VETERAN + 120),
                Party.solo("Eli", VETERAN - 30),
                Party.solo("Fay", VETERAN + 10));
    }

    /** Six who do not, three of them a party: enough for another match. */
    static List<Party> rookies() {
        return List.of(
                new Party(List.of("Gus", "Hal", "Ivy"), ROOKIE),
                Party.solo("Jon", ROOKIE + 80),
                Party.solo("Kim", ROOKIE - 40),
                Party.solo("Lou", ROOKIE + 20));
    }

    /** Nobody tonight plays like her. */
    static Party champion() {
        return Party.solo("Oz", CHAMPION);
    }

    /** They come when the matches already run. */
    static List<Party> lateComers() {
        return List.of(Party.solo("Mia", ROOKIE + 50), Party.solo("Ned", ROOKIE - 20));
    }
}
