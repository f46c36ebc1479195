package io.muster.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.demo.Cast.Party;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CastTest {

    @Test
    void letsTwelvePlayersQueueOfWhomThreeAreParty() {
        List<Party> parties =
                Stream.concat(Cast.veterans().stream(), Cast.rookies().stream()).toList();

        assertThat(parties.stream().flatMap(party -> party.names().stream()))
                .hasSize(12)
                .doesNotHaveDuplicates();
        assertThat(parties.stream().filter(party -> party.names().size() == 3)).hasSize(1);
    }

    @Test
    void keepsEachGroupWithinTheSkillWindow() {
        assertThat(spread(Cast.veterans())).isLessThanOrEqualTo(Cast.SKILL_WINDOW);
        assertThat(spread(Stream.concat(Cast.rookies().stream(), Cast.lateComers().stream())
                        .toList()))
                .isLessThanOrEqualTo(Cast.SKILL_WINDOW);
    }

    @Test
    void keepsTheGroupsOutOfEachOthersReach() {
        int lowestVeteran =
                Cast.veterans().stream().mapToInt(Party::skill).min().orElseThrow();
        int highestRookie = Stream.concat(Cast.rookies().stream(), Cast.lateComers().stream())
                .mapToInt(Party::skill)
                .max()
                .orElseThrow();

        assertThat(lowestVeteran - highestRookie).isGreaterThan(Cast.SKILL_WINDOW);
        assertThat(Cast.champion().skill() - lowestVeteran).isGreaterThan(2 * Cast.SKILL_WINDOW);
    }

    private static int spread(List<Party> parties) {
        return parties.stream().mapToInt(Party::skill).max().orElseThrow()
                - parties.stream().mapToInt(Party::skill).min().orElseThrow();
    }
}
