-- Who did what over the orchestration API. Ids rise in the order of writing, so a page is a range of them.
create table audit_entries (
    entry_id   bigint generated always as identity primary key,
    namespace  text        not null,
    at         timestamptz not null,
    subject    text        not null,
    roles      text        not null,
    operation  text        not null,
    allocation text,
    target     text        not null,
    status     int         not null,
    request_id text        not null
);

create index audit_entries_by_namespace on audit_entries (namespace, entry_id);
create index audit_entries_by_age on audit_entries (at);
