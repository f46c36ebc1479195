-- A ticket may have a lease: it ends when nobody has read it for that long. Renewing it is no change of the ticket, so
-- it has no version.
alter table tickets
    add column lease_seconds int,
    add column lease_until   timestamptz;

-- What the sweep of leases looks for.
create index tickets_leased on tickets (lease_until) where status = 'WAITING' and lease_until is not null;
