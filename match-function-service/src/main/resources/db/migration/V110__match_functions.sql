-- Custom match functions: the version that is live, or was when the function was deleted, so that versions of a name go
-- on rising when it is used again.
create table match_functions (
    namespace  text        not null,
    name       text        not null,
    version    bigint      not null check (version > 0),
    source     text,                 -- null when deleted
    created_at timestamptz not null,
    updated_at timestamptz not null,
    updated_by text        not null,
    primary key (namespace, name)
);

-- The newest versions of every function, the live one included.
create table match_function_versions (
    namespace  text        not null,
    name       text        not null,
    version    bigint      not null,
    source     text        not null,
    created_at timestamptz not null,
    created_by text        not null,
    primary key (namespace, name, version)
);

-- What functions log and what is logged about them. Kept for a time, and at most so many lines of a function.
create table match_function_logs (
    id        bigint      generated always as identity primary key,
    namespace text        not null,
    function  text        not null,
    logged_at timestamptz not null,
    severity  smallint    not null,
    body      text        not null,
    version   bigint      not null,
    queue     text        not null,
    pool      text        not null
);

create index match_function_logs_read on match_function_logs (namespace, function, logged_at);
create index match_function_logs_purge on match_function_logs (logged_at);

-- How each pool that has a custom function is matched now. Written by the instance that owns the pool.
create table match_function_states (
    namespace  text        not null,
    function   text        not null,
    queue      text        not null,
    pool       text        not null,
    version    bigint      not null,
    state      text        not null check (state in ('ACTIVE', 'FALLEN_BACK')),
    changed_at timestamptz not null,
    failure    text,
    message    text,
    retry_at   timestamptz,
    primary key (namespace, function, queue, pool)
);
