-- Keys with a record in the dead-letter topic: their later records follow it there until an operator deletes the row.
create table parked_keys (
    topic     text        not null,
    key       text        not null,
    reason    text        not null,
    parked_at timestamptz not null default now(),
    primary key (topic, key)
);
