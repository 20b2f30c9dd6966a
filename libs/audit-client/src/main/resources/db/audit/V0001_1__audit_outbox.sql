-- The events of this service, for good: the relay reads them, nobody changes them. The copy here stays when the audit log
-- has taken an event, so that the log can be filled again and records and log can be compared.
create table audit_outbox (
    producer    text        not null,
    number      bigint      not null check (number > 0),
    id          uuid        not null unique,
    time        timestamptz not null,
    account     uuid,
    user_number bigint check (user_number > 0),
    event       bytea       not null check (octet_length(event) between 2 and 65536),
    leaf_hash   bytea       not null check (octet_length(leaf_hash) = 32),
    primary key (producer, number),
    unique (producer, account, user_number),
    check ((account is null) = (user_number is null))
);

-- How far the relay knows its events to be acknowledged, noted now and then: where it goes on when the audit log does not say.
create table audit_relay_mark (
    producer text        not null,
    number   bigint      not null,
    noted    timestamptz not null default clock_timestamp()
);
create index audit_relay_mark_latest on audit_relay_mark (producer, noted desc);

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
    raise exception 'audit records are never changed or removed (R41-25, R150-50)' using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_outbox_is_permanent before update or delete or truncate on audit_outbox
    for each statement execute function refuse_audit_change();

revoke all on audit_outbox, audit_relay_mark from public;
grant select, insert on audit_outbox, audit_relay_mark to ${app};
