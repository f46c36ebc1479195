-- Events that committed together with the state change they report, until the relay has published them.
create table outbox (
    id         bigint generated always as identity primary key,
    topic      text        not null,
    partition  int         not null,
    key        text        not null,
    headers    jsonb       not null,
    payload    bytea       not null,
    created_at timestamptz not null default now()
);
