-- Backends and tools that call the platform in one namespace. Of secrets and refresh tokens only the hash is kept.
create table service_accounts (
    account_id       uuid primary key,
    namespace        text        not null,
    name             text        not null,
    roles            jsonb       not null,
    disabled         boolean     not null,
    secret_hash      text        not null,
    -- The secret before the last change of it, which is good for a while longer.
    old_secret_hash  text,
    old_secret_until timestamptz,
    created_by       text        not null,
    created_at       timestamptz not null,
    updated_at       timestamptz not null,
    constraint service_accounts_name unique (namespace, name)
);

create table refresh_tokens (
    token_id     uuid primary key,
    account_id   uuid        not null references service_accounts (account_id) on delete cascade,
    token_hash   text        not null,
    description  text        not null,
    created_by   text        not null,
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    last_used_at timestamptz,
    constraint refresh_tokens_hash unique (token_hash)
);

create index refresh_tokens_by_account on refresh_tokens (account_id);
