-- A reservation that must be confirmed is ended when nobody does: its caller may never have learnt of it.
alter table reservations add column confirm_by timestamptz;
alter table reservations add column confirmed_at timestamptz;

create index reservations_unconfirmed on reservations (confirm_by)
    where state = 'ACTIVE' and confirm_by is not null and confirmed_at is null;
create index reservations_by_allocation on reservations (allocation_id, requested_at);
