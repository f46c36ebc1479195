-- State of the test application: entities whose every change is reported by an event.
create table counters (
    id      text primary key,
    version bigint not null
);
create table samples (
    id         uuid primary key,
    name       text,
    version    bigint,
    created_at timestamptz,
    doc        jsonb,
    tags       text[]
);
