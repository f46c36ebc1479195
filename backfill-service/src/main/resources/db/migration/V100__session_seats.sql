-- One row for each session that has, had or may get a backfill ticket. The document is the whole state; the columns are
-- what queries and constraints look at.
create table session_seats (
    session_id text        primary key,
    namespace  text        not null,
    server_id  text,
    phase      text        not null check (phase in ('EXPECTED', 'RUNNING', 'ENDED')),
    revision   bigint      not null,
    capacity   int         not null check (capacity >= 0),
    filled     int         not null check (filled >= 0),
    pending    int         not null check (pending >= 0),
    document   jsonb       not null,
    changed_at timestamptz not null,
    -- A session may take in more players than its config allows, by itself. A proposal never may.
    constraint proposed_seats_are_open check (pending = 0 or filled + pending <= capacity)
);

create index session_seats_by_server on session_seats (server_id) where phase = 'RUNNING';
create index session_seats_by_age on session_seats (changed_at);

-- Every backfill ticket, to find its session by its id and the next one that times out.
create table backfill_tickets (
    backfill_id text        primary key,
    session_id  text        not null references session_seats on delete cascade,
    open        boolean     not null,
    due_at      timestamptz not null
);

create unique index one_open_ticket_per_session on backfill_tickets (session_id) where open;
create index backfill_tickets_of_session on backfill_tickets (session_id);
create index backfill_tickets_due on backfill_tickets (due_at) where open;

-- What was answered to an event, so that the same event handled again is answered in the same words and not decided anew.
create table answered_events (
    cause_id    text        primary key,
    answers     jsonb       not null,
    answered_at timestamptz not null
);

create index answered_events_by_age on answered_events (answered_at);
