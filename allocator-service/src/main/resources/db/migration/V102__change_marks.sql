-- The transaction that last changed a payload, so that a replica can follow what the others do: everything from the oldest
-- transaction that was still open at its last look, which misses nothing that commits late.
alter table payloads add column changed_in bigint;

create function mark_payload_change() returns trigger language plpgsql as $$
begin
    new.changed_in := cast(cast(pg_current_xact_id() as text) as bigint);
    return new;
end
$$;

create trigger payloads_changed before insert or update on payloads
    for each row execute function mark_payload_change();

create index payloads_by_change on payloads (changed_in);
