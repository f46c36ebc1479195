-- Game servers that were connected, so that a notification to one that never was is an error and not a silent loss.
create table connected_servers (
    namespace    text        not null,
    server_id    text        not null,
    connected_at timestamptz not null,
    primary key (namespace, server_id)
);

create index connected_servers_by_age on connected_servers (connected_at);

-- What became of the notifications that people and services sent.
create table custom_notifications (
    notification_id text        primary key,
    namespace       text        not null,
    server_id       text        not null,
    topic           text        not null,
    state           text        not null check (state in ('ACCEPTED', 'DELIVERED', 'EXPIRED')),
    created_at      timestamptz not null,
    expires_at      timestamptz not null,
    ended_at        timestamptz
);

create index custom_notifications_open on custom_notifications (expires_at) where state = 'ACCEPTED';
create index custom_notifications_by_age on custom_notifications (created_at);
