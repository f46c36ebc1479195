-- What a match changes must not be in an index: a row version that changes no indexed column takes its old one's place in
-- the page and leaves the indexes alone. So no index names the state of a payload or of a reservation any more.

-- Payloads of an allocation are found by the unique constraint that begins with it; times are kept in memory and looked up
-- once a second only; summaries of page ranges (BRIN) follow changes without being in the way of them.
drop index payloads_by_state;
drop index payloads_due;
drop index payloads_by_change;
create index payloads_by_change on payloads using brin (changed_in) with (pages_per_range = 4, autosummarize = on);
alter table payloads set (fillfactor = 50);

-- Null for whatever does not wait, and for whatever need not be confirmed any more, so that a match changes neither.
alter table reservations
    add column waits_until timestamptz
        generated always as (case when state = 'WAITING' then coalesce(deadline, 'infinity') end) stored,
    add column unconfirmed_until timestamptz
        generated always as (case when state = 'ACTIVE' and confirmed_at is null then confirm_by end) stored;

drop index reservations_waiting;
drop index reservations_deadline;
drop index reservations_unconfirmed;
create index reservations_waiting on reservations (allocation_id, requested_at) where waits_until is not null;
create index reservations_deadline on reservations (waits_until) where waits_until is not null;
create index reservations_unconfirmed on reservations (unconfirmed_until) where unconfirmed_until is not null;

-- A payload without seats ends with its reservation and is never reserved again, so it has one for itself in all its life.
drop index reservations_exclusive;
drop index reservations_by_payload;
create unique index reservations_exclusive on reservations (payload_uid) where exclusive;
create index reservations_shared on reservations (payload_uid) where not exclusive and payload_uid is not null;

-- History is forgotten by when it began.
drop index reservations_ended;
create index reservations_by_age on reservations (requested_at);
alter table reservations set (fillfactor = 50);
