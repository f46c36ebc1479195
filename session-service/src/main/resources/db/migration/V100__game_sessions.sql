-- One row per session. Members and teams live in the document: a match is written in one go and read as a whole, and a
-- row per member would multiply the work on the way of a match.
CREATE TABLE game_sessions (
    session_id text COLLATE "C" PRIMARY KEY,
    namespace  text   NOT NULL,
    version    bigint NOT NULL CHECK (version > 0),
    phase      text   NOT NULL CHECK (phase IN ('REQUESTED', 'RUNNING', 'ENDED', 'FAILED')),
    code       text   NOT NULL,
    server_id  text,
    document   json   NOT NULL,
    due_at     timestamptz,
    over_at    timestamptz,
    CHECK ((over_at IS NOT NULL) = (phase IN ('ENDED', 'FAILED')))
) WITH (fillfactor = 70, toast_tuple_target = 8160);

-- Rosters are small and rewritten a few times: compressing them or moving them out of the row costs more than it saves.
ALTER TABLE game_sessions ALTER COLUMN document SET STORAGE EXTERNAL;

-- Joining by code, and the list of sessions of a namespace.
CREATE INDEX game_sessions_live ON game_sessions (namespace, code, session_id) WHERE over_at IS NULL;

-- A game server hosts one session in its life.
CREATE UNIQUE INDEX game_sessions_server ON game_sessions (server_id) WHERE server_id IS NOT NULL;

CREATE INDEX game_sessions_due ON game_sessions (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX game_sessions_over ON game_sessions (over_at) WHERE over_at IS NOT NULL;
