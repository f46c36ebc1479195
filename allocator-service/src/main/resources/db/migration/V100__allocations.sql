create table allocations (
    id          uuid primary key,
    namespace   text        not null,
    name        text        not null,
    region      text        not null,
    runtime     text        not null check (runtime in ('PROCESS', 'KUBERNETES', 'SIMULATED')),
    spec        jsonb       not null,
    buffer      int         not null check (buffer >= 0),
    min         int         not null check (min >= 0),
    max         int         not null check (max >= min),
    ready_ms    bigint      not null,
    life_ms     bigint      not null,
    labels      jsonb       not null,
    annotations jsonb       not null,
    wish        text        not null check (wish in ('RUN', 'DISABLE', 'DELETE')),
    status      text        not null,
    generation  bigint      not null,
    version     bigint      not null,
    created_at  timestamptz not null,
    updated_at  timestamptz not null
);

-- A deleted allocation stays listed while it drains; its name is free at once.
create unique index allocations_name on allocations (namespace, name) where wish <> 'DELETE';

create table payloads (
    uid            uuid primary key,
    payload_id     text        not null,
    namespace      text        not null,
    allocation_id  uuid        not null references allocations (id),
    allocation     text        not null,
    region         text        not null,
    runtime        text        not null,
    node           text,
    generation     bigint      not null,
    ready_ms       bigint      not null,
    life_ms        bigint      not null,
    created_at     timestamptz not null,
    state          text        not null check (state in
        ('CREATING', 'PREPARING', 'STARTING', 'READY', 'RESERVED', 'SHUTDOWN', 'ERROR', 'UNHEALTHY')),
    details        text,
    address        text,
    ports          json        not null,
    labels         jsonb       not null,
    annotations    jsonb       not null,
    seats          int         not null check (seats >= 1),
    seats_taken    int         not null check (seats_taken between 0 and seats),
    reservation_id uuid,
    session_id     text,
    reserved_at    timestamptz,
    last_reserved  timestamptz,
    started_at     timestamptz,
    ready_at       timestamptz,
    due_at         timestamptz,
    attempts       int         not null,
    exit_code      int,
    ending         text,
    version        bigint      not null,
    constraint payloads_id unique (allocation_id, payload_id)
);

create index payloads_by_state on payloads (allocation_id, state);
create index payloads_by_node on payloads (node) where node is not null;
create index payloads_due on payloads (due_at) where due_at is not null and state in ('STARTING', 'RESERVED', 'ERROR');

-- One payload per port of a host, whichever replica on that host starts it.
create table payload_ports (
    address text not null,
    port    int  not null,
    uid     uuid not null references payloads (uid) on delete cascade,
    primary key (address, port)
);

create index payload_ports_by_payload on payload_ports (uid);

-- Every reservation that was asked for, and what became of it.
create table reservations (
    reservation_id  uuid primary key,
    namespace       text        not null,
    session_id      text,
    allocation_id   uuid,
    allocation      text        not null,
    state           text        not null check (state in ('WAITING', 'ACTIVE', 'ENDED', 'FAILED')),
    reason          text,
    message         text,
    request         jsonb       not null,
    payload_uid     uuid,
    exclusive       boolean     not null,
    server          json,
    payload_version bigint,
    traceparent     text,
    requested_at    timestamptz not null,
    deadline        timestamptz,
    reserved_at     timestamptz,
    ended_at        timestamptz
);

-- The rules no code can break: a session is answered once, and a payload without seats holds one reservation.
create unique index reservations_session on reservations (namespace, session_id) where session_id is not null;
create unique index reservations_exclusive on reservations (payload_uid) where state = 'ACTIVE' and exclusive;

create index reservations_by_payload on reservations (payload_uid) where state = 'ACTIVE';
create index reservations_waiting on reservations (allocation_id, requested_at) where state = 'WAITING';
create index reservations_deadline on reservations (deadline) where state = 'WAITING';
create index reservations_ended on reservations (ended_at) where ended_at is not null;

-- How payloads ended; their rows are deleted.
create table terminations (
    uid           uuid primary key,
    payload_id    text        not null,
    namespace     text        not null,
    allocation_id uuid        not null,
    node          text,
    session_id    text,
    exit_code     int,
    reason        text        not null,
    created_at    timestamptz not null,
    ready_at      timestamptz,
    last_reserved timestamptz,
    removed_at    timestamptz not null
);

create index terminations_by_allocation on terminations (allocation_id, removed_at);
create index terminations_by_age on terminations (removed_at);

-- Replicas that run payload processes, and when they were last alive.
create table nodes (
    node         text primary key,
    heartbeat_at timestamptz not null
);
