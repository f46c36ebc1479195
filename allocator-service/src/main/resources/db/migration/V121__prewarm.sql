-- So many waiting tickets are expected to need one payload; null or 0: waiting tickets are not looked at.
alter table allocations add column tickets_per_payload int;

-- The last known number of tickets that wait in queues played on an allocation that looks at them.
create table queue_depths (
    namespace     text        not null,
    queue         text        not null,
    allocation_id uuid        not null,
    tickets       int         not null,
    measured_at   timestamptz not null,
    primary key (namespace, queue)
);

create index queue_depths_by_allocation on queue_depths (allocation_id);
create index queue_depths_by_age on queue_depths (measured_at);
