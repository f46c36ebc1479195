package io.muster.match.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.muster.match.function.FunctionProposal.ProposedTeam;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the JSON that a function answers: {@code [{"teams": [{"definition", "ticketIds"}], "score"}]}, or for seats of a
 * running match {@code [{"backfillId", "teams": [{"name", "ticketIds"}], "score"}]}. The definition may be left out where the
 * config has one only.
 */
final class FunctionAnswerJson {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_PROPOSALS = 5_000;

    private final String onlyDefinition;

    /**
     * A reader.
     *
     * @param onlyDefinition name of the only team definition, or null when there are several
     */
    FunctionAnswerJson(String onlyDefinition) {
        this.onlyDefinition = onlyDefinition;
    }

    /** The answer is not what a match function answers; the message says where. */
    static final class MalformedAnswerException extends Exception {

        private static final long serialVersionUID = 1;

        MalformedAnswerException(String message) {
            super(message);
        }
    }

    List<FunctionProposal> read(String answer) throws MalformedAnswerException {
        JsonNode root = parse(answer);
        if (!root.isArray()) {
            throw new MalformedAnswerException("the answer must be a list of proposals");
        }
        if (root.size() > MOST_PROPOSALS) {
            throw new MalformedAnswerException("the answer must have at most " + MOST_PROPOSALS + " proposals");
        }
        List<FunctionProposal> proposals = new ArrayList<>(root.size());
        for (int i = 0; i < root.size(); i++) {
            proposals.add(proposal("proposals[" + i + ']', root.get(i)));
        }
        return proposals;
    }

    private static JsonNode parse(String answer) throws MalformedAnswerException {
        try {
            return JSON.readTree(answer);
        } catch (JsonProcessingException e) {
            throw new MalformedAnswerException("the answer is not JSON: " + e.getOriginalMessage());
        }
    }

    private FunctionProposal proposal(String path, JsonNode proposal) throws MalformedAnswerException {
        JsonNode backfillId = proposal.path("backfillId");
        if (!backfillId.isMissingNode() && !backfillId.isNull() && !backfillId.isTextual()) {
            throw new MalformedAnswerException(path + ".backfillId must be the id of a backfill");
        }
        JsonNode teams = proposal.path("teams");
        if (!teams.isArray() || teams.isEmpty()) {
            throw new MalformedAnswerException(path + ".teams must be a list with at least one team");
        }
        List<ProposedTeam> proposed = new ArrayList<>(teams.size());
        for (int i = 0; i < teams.size(); i++) {
            proposed.add(team(path + ".teams[" + i + ']', teams.get(i), backfillId.isTextual()));
        }
        JsonNode score = proposal.path("score");
        if (!score.isMissingNode() && !score.isNumber()) {
            throw new MalformedAnswerException(path + ".score must be a finite number");
        }
        return new FunctionProposal(backfillId.textValue(), proposed, score.asDouble(0));
    }

    private ProposedTeam team(String path, JsonNode team, boolean running) throws MalformedAnswerException {
        String field = running ? "name" : "definition";
        String name = team.path(field).isTextual() ? team.path(field).textValue() : running ? null : onlyDefinition;
        if (name == null) {
            throw new MalformedAnswerException(path + '.' + field + " must be the name of a team"
                    + (running ? " of the backfill" : " definition"));
        }
        JsonNode ids = team.path("ticketIds");
        if (!ids.isArray()) {
            throw new MalformedAnswerException(path + ".ticketIds must be a list");
        }
        List<String> ticketIds = new ArrayList<>(ids.size());
        for (JsonNode id : ids) {
            if (!id.isTextual()) {
                throw new MalformedAnswerException(path + ".ticketIds must contain ids of tickets only");
            }
            ticketIds.add(id.textValue());
        }
        return new ProposedTeam(name, ticketIds);
    }
}
