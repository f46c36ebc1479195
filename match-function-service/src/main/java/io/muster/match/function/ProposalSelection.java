package io.muster.match.function;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Chooses among what a function proposes: in falling order of score, what is a match and whose tickets are all still there.
 * A proposal that comes too late for one of its tickets is passed over, which is no fault of the function.
 */
public record ProposalSelection(ProposalJudge judge, List<FunctionProposal> proposals) {

    /**
     * Makes the choice.
     *
     * @param available whether everything a proposal takes is still there; {@code chosen} takes it away
     * @param chosen is told a proposal and the name of its region, which may be null
     * @param refused is told why a proposal is no match
     */
    public void select(
            Predicate<FunctionProposal> available,
            BiConsumer<FunctionProposal, String> chosen,
            Consumer<String> refused) {
        List<FunctionProposal> ranked = new ArrayList<>(proposals);
        ranked.sort(Comparator.comparingDouble(FunctionProposal::score).reversed());
        for (FunctionProposal proposal : ranked) {
            switch (judge.judge(proposal)) {
                case ProposalJudge.Verdict.Unsound unsound -> refused.accept(unsound.reason());
                case ProposalJudge.Verdict.Sound sound -> {
                    if (available.test(proposal)) {
                        chosen.accept(proposal, sound.region());
                    }
                }
            }
        }
    }
}
