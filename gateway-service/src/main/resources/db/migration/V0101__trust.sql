-- Every content that the trust list ever had, by number; the number only grows, also over restarts and several gateways.
create table trust_bundle_numbered (
    number   bigint      primary key check (number > 0),
    digest   bytea       not null check (octet_length(digest) = 32),
    numbered timestamptz not null
);

create function refuse_trust_change() returns trigger language plpgsql as $$
begin
    raise exception 'numbers of the trust list are never changed or removed' using errcode = 'insufficient_privilege';
end
$$;

create trigger trust_bundle_numbered_is_permanent before update or delete or truncate on trust_bundle_numbered
    for each statement execute function refuse_trust_change();

revoke all on trust_bundle_numbered from public;
grant select, insert on trust_bundle_numbered to ${app};
