-- The sweep of leases must not be served by the index of all waiting tickets: a planner that believes that few tickets
-- wait takes either, and reads them all four times a second. The same condition in other words keeps the two apart.
drop index tickets_leased;
create index tickets_leased on tickets (lease_until)
    where status not in ('CLAIMED', 'ASSIGNED', 'CANCELLED', 'EXPIRED', 'FAILED') and lease_until is not null;
