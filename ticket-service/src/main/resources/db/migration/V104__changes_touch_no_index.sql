-- A claim and an assignment change nothing that an index of tickets looks at, so PostgreSQL writes the next version of the
-- row beside the last one and touches no index at all. What the sweeps look for is found by other ways: waiting tickets
-- by their players, ended ones by their ids, which are in order of creation.
drop index tickets_waiting;
drop index tickets_ended;
drop index tickets_leased;

-- Null as soon as the ticket ends: then there is nothing to sweep.
update tickets set lease_until = null
    where lease_until is not null and status in ('ASSIGNED', 'CANCELLED', 'EXPIRED', 'FAILED');
create index tickets_leased on tickets (lease_until) where lease_until is not null;

-- When the sweep begins to look at the ticket, whose own time decides. Players from before, and those a replica of the
-- version before puts down, are looked at from the start.
alter table active_players add column expires_at timestamptz not null default now();
create index active_players_overdue on active_players (expires_at);
