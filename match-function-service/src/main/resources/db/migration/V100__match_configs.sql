create table match_configs (
    namespace  text        not null,
    id         text        not null,
    version    bigint      not null check (version > 0),
    document   jsonb       not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (namespace, id)
);

-- Versions of an id go on rising when a config of that id is created again: consumers drop what is not newer.
create table deleted_configs (
    namespace  text        not null,
    id         text        not null,
    version    bigint      not null,
    deleted_at timestamptz not null,
    primary key (namespace, id)
);
