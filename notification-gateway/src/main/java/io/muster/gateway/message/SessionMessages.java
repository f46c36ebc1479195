package io.muster.gateway.message;

import io.muster.contracts.session.SessionClaimed;
import io.muster.contracts.session.SessionCreated;
import io.muster.contracts.session.SessionEnded;
import io.muster.contracts.session.SessionEvent;
import io.muster.contracts.session.SessionFailed;
import io.muster.contracts.session.SessionMembersChanged;
import io.muster.contracts.session.SessionState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which messages a session event makes. A session without a game server makes none. */
final class SessionMessages {

    /** Ends that the server brought about by not being there any more. */
    private static final Set<String> SERVER_IS_GONE = Set.of("server-exited", "server-crashed");

    private SessionMessages() {}

    static List<Message> of(SessionEvent event) {
        return switch (event) {
            case SessionCreated _, SessionFailed _ -> List.of();
            case SessionClaimed claimed when claimed.state().server() != null -> claimed(claimed);
            case SessionMembersChanged changed
            when changed.state().server() != null ->
                List.of(message(
                        changed.state(),
                        ServerTopics.MEMBER_CHANGED,
                        SessionForm.of(changed.namespace(), changed.version(), changed.state())));
            case SessionEnded ended
            when ended.state().server() != null && !SERVER_IS_GONE.contains(ended.reason()) ->
                List.of(message(ended.state(), ServerTopics.SESSION_ENDED, ended(ended.sessionId())));
            case SessionClaimed _, SessionMembersChanged _, SessionEnded _ -> List.of();
        };
    }

    private static List<Message> claimed(SessionClaimed event) {
        SessionState state = event.state();
        Map<String, Object> claim = new LinkedHashMap<>();
        claim.put("game_mode", state.queue());
        claim.put("namespace", event.namespace());
        claim.put("session_id", state.sessionId());
        List<Message> messages = new ArrayList<>();
        messages.add(message(state, ServerTopics.CLAIMED, claim));
        if (state.secret() != null) {
            messages.add(message(state, ServerTopics.SECRET, Map.of("secret", state.secret())));
        }
        return messages;
    }

    private static Map<String, Object> ended(String sessionId) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("is_active", false);
        payload.put("session_id", sessionId);
        return payload;
    }

    private static Message message(SessionState state, String topic, Map<String, Object> payload) {
        return new Message(state.server().serverId(), topic, payload, null);
    }
}
