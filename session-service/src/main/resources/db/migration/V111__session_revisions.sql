-- Counts the writes of a row, also those that make no new version of the session (a backfill ticket that is remembered).
-- Who knows the revision of a session he wrote himself may change it without reading and locking it first.
ALTER TABLE game_sessions ADD COLUMN revision bigint NOT NULL DEFAULT 1;
