-- How long after its last heartbeat a payload is taken for dead; null or 0: it need not send any.
alter table payloads add column heartbeat_seconds int;

create index payloads_with_heartbeat on payloads (uid) where heartbeat_seconds > 0;

-- Beside the payloads, so that a heartbeat does not change a payload's version and get in the way of claims.
create table payload_heartbeats (
    uid     uuid primary key,
    beat_at timestamptz not null
);

create index payload_heartbeats_by_age on payload_heartbeats (beat_at);
