-- Tickets. Only this service writes them, and only forward: version rises by one with every change.
create table tickets (
    id           uuid        primary key,
    namespace    text        not null,
    queue        text        not null,
    author       text        not null,
    player_ids   text[]      not null,
    content      text        not null, -- JSON: attributes and players as the author wrote them; never changes
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    version      bigint      not null,
    returns      int         not null,
    changed_at   timestamptz not null,
    status       text        not null,
    reason       text,                 -- why it returned or failed
    message      text,
    proposal_id  text,
    match_id     text,
    claimed_at   timestamptz,
    session_id   text,
    connection   text,
    cancelled_by text,
    constraint tickets_status check (status in ('WAITING', 'CLAIMED', 'ASSIGNED', 'CANCELLED', 'EXPIRED', 'FAILED')),
    constraint tickets_match check ((status in ('CLAIMED', 'ASSIGNED')) = (match_id is not null))
);

-- What the expiry sweep looks for.
create index tickets_waiting on tickets (expires_at) where status = 'WAITING';
-- What the purge looks for.
create index tickets_ended on tickets (changed_at) where status in ('ASSIGNED', 'CANCELLED', 'EXPIRED', 'FAILED');

-- The rule that a player has one active ticket per queue: a row lives as long as its ticket waits or is claimed.
create table active_players (
    namespace text not null,
    queue     text not null,
    player_id text not null,
    ticket_id uuid not null,
    primary key (namespace, queue, player_id)
);

-- Plans are made for the tables as they are. A plan kept from when they were empty would read them from end to end
-- until the next analyze, which at ten thousand tickets a second is too late.
do $$
begin
    execute format('alter role %I in database %I set plan_cache_mode = force_custom_plan',
        current_user, current_database());
end
$$;
