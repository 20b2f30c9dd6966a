-- Facts are inserted and never changed: whoever may write here may not rewrite, the owner of the tables included.
create function refuse_fact_change() returns trigger language plpgsql as $$
begin
    raise exception 'facts of video access are never changed or removed (R41-25, R150-50)' using errcode = 'insufficient_privilege';
end
$$;

create table warehouse (
    id              uuid        primary key,
    owner_body      text        not null check (length(owner_body) between 1 and 63),
    owner_bin       text        not null check (owner_bin ~ '^[0-9]{12}$'),
    name            text        not null check (length(name) between 1 and 300),
    address         text        not null check (length(address) between 1 and 500),
    register_body   text        not null check (length(register_body) between 1 and 63),
    registered_by   uuid        not null,
    recorded_at     timestamptz not null,
    unique (owner_body, name)
);
comment on column warehouse.register_body is 'the state revenue body that entered the owner in the register (R283-4b)';
create index warehouse_by_register_body on warehouse (register_body);

create table access_request (
    id           uuid        primary key,
    warehouse    uuid        not null references warehouse,
    reason       text        not null check (length(reason) between 1 and 1000),
    received_on  date        not null,
    due_on       date        not null check (due_on > received_on),
    body         text        not null,
    requested_by uuid        not null,
    recorded_at  timestamptz not null
);
comment on column access_request.due_on is '5 working days from the day after the receipt (R283-4c), by the calendar of that moment';
create index access_request_by_warehouse on access_request (warehouse, recorded_at);

-- Each hand-over is a version of its own; the newest holds. Its id is that of the signed document, so a document counts once.
create table access_version (
    id               uuid        primary key,
    warehouse        uuid        not null references warehouse,
    version          int         not null check (version >= 1),
    request          uuid        references access_request,
    changed_at       timestamptz,
    missing          text[]      not null,
    sealed_document  bytea       not null,
    sealed_signature bytea       not null,
    sealed_evidence  bytea       not null,
    submitted_by     uuid        not null,
    recorded_at      timestamptz not null,
    unique (warehouse, version),
    -- A hand-over answers a request, or tells of a change.
    check ((request is null) <> (changed_at is null))
);
comment on column access_version.sealed_signature is 'the CMS message holds the document, and with it the password: sealed as well';

create table change_notice (
    id          uuid        primary key,
    warehouse   uuid        not null references warehouse,
    version     uuid        references access_version,
    channel     text        not null check (channel in ('WRITTEN', 'ELECTRONIC')),
    changed_at  timestamptz not null,
    notified_at timestamptz not null check (notified_at >= changed_at),
    letter      text        check (length(letter) between 1 and 100),
    noted_by    uuid        not null,
    recorded_at timestamptz not null,
    check ((channel = 'ELECTRONIC') = (version is not null)),
    check ((channel = 'WRITTEN') = (letter is not null))
);
comment on table change_notice is 'notices of a changed login or password (R283-5a), written or electronic (R283-5b)';
create index change_notice_by_warehouse on change_notice (warehouse, recorded_at);

create table reveal (
    id          uuid        primary key,
    warehouse   uuid        not null references warehouse,
    version     uuid        not null references access_version,
    purpose     text        not null check (length(purpose) between 1 and 1000),
    body        text        not null,
    revealed_to uuid        not null,
    recorded_at timestamptz not null
);
create index reveal_by_warehouse on reveal (warehouse, recorded_at);

-- Data keys of sealed records, wrapped by the vault's master key.
create table record_key (
    record      uuid        primary key,
    wrapped     bytea       not null,
    recorded_at timestamptz not null default clock_timestamp()
);

-- What this database's master key makes of a known value: a service with another one does not start.
create table key_check (
    one         boolean     primary key default true check (one),
    wrapped     bytea       not null,
    value       bytea       not null,
    recorded_at timestamptz not null default clock_timestamp()
);

do $$
declare
    fact text;
begin
    foreach fact in array array['warehouse', 'access_request', 'access_version', 'change_notice', 'reveal', 'record_key', 'key_check'] loop
        execute format('create trigger %I before update or delete or truncate on %I for each statement execute function refuse_fact_change()',
            fact || '_is_permanent', fact);
        execute format('revoke all on %I from public', fact);
        execute format('grant select, insert on %I to ${app}', fact);
    end loop;
end
$$;
