-- Events that committed together with the state change they report, until the relay has published them.
create table outbox (
    id          bigint generated always as identity primary key,
    topic       text not null,
    partition   int,
    key         text not null,
    event_id    text not null,
    event_type  text not null,
    event_time  text not null,
    traceparent text,
    payload     text not null
);

-- Rows live for milliseconds: compressing them is wasted work, and the relay vacuums by itself.
alter table outbox alter column payload set storage external;
alter table outbox set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 100000);
