create table account (
    id            uuid        primary key,
    kind          text        not null check (kind in ('PERSON', 'ORGANISATION', 'SYSTEM')),
    sealed_holder bytea       not null,
    recorded_at   timestamptz not null default clock_timestamp()
);
comment on column account.sealed_holder is 'IIN and BIN, sealed with the data key of the record';

-- What the account is used for, as decided on an Application; the newest edition holds.
create table account_edition (
    id                 uuid        primary key,
    account            uuid        not null references account,
    edition            int         not null check (edition >= 1),
    ground             text        not null check (ground in ('APPLICATION', 'FIRST_ADMINISTRATOR')),
    body               text        not null references body,
    department         text        not null check (department ~ '^/' and length(department) <= 255),
    roles              text[]      not null check (cardinality(roles) between 1 and 6),
    role_code          text        check (role_code ~ '^[A-Z][A-Z0-9_]{1,62}$'),
    full_name          text        not null check (length(full_name) between 1 and 300),
    position           text        not null check (length(position) between 1 and 300),
    unit_headed        text        not null check (unit_headed in ('NONE', 'DIRECTORATE', 'DIVISION')),
    key_storage        text        not null,
    application_number text        check (length(application_number) between 1 and 64),
    application_date   date,
    appointment_number text        check (length(appointment_number) between 1 and 64),
    appointment_date   date,
    sealed_contacts    bytea       not null,
    decided_by         uuid        references account,
    recorded_at        timestamptz not null default clock_timestamp(),
    unique (account, edition),
    -- R41-4b: nothing is registered or changed without an Application; the first administrator alone is named by configuration.
    check ((ground = 'APPLICATION') = (application_number is not null)),
    check ((application_number is null) = (application_date is null)),
    check ((ground = 'APPLICATION') = (decided_by is not null)),
    check ((appointment_number is null) = (appointment_date is null)),
    check (decided_by is distinct from account),
    -- An operator's account cannot ask, nor be anything else.
    check (not ('OPERATOR' = any (roles)) or roles = array['OPERATOR'])
);
create index account_edition_by_body on account_edition (body);

-- Data keys of sealed records, wrapped by the vault's master key.
create table record_key (
    record      uuid        primary key,
    wrapped     bytea       not null,
    recorded_at timestamptz not null default clock_timestamp()
);

-- Keyed hashes by which accounts are found; made anew from the sealed holders when the search key changes.
create table account_search (
    purpose     text        not null check (purpose in ('HOLDER', 'PERSON')),
    hash        bytea       not null check (octet_length(hash) = 32),
    account     uuid        not null references account,
    recorded_at timestamptz not null default clock_timestamp(),
    primary key (account, purpose)
);
-- One account a holder, whatever happens at the same time.
create unique index account_search_one_holder on account_search (hash) where purpose = 'HOLDER';
create index account_search_person on account_search (hash) where purpose = 'PERSON';

-- What this database's keys make of a known value: a service with other keys does not start.
create table key_check (
    name        text        primary key,
    record      uuid        not null,
    wrapped     bytea       not null,
    value       bytea       not null,
    recorded_at timestamptz not null default clock_timestamp()
);

create trigger account_is_permanent before update or delete or truncate on account
    for each statement execute function refuse_fact_change();
create trigger account_edition_is_permanent before update or delete or truncate on account_edition
    for each statement execute function refuse_fact_change();
create trigger record_key_is_permanent before update or delete or truncate on record_key
    for each statement execute function refuse_fact_change();

revoke all on account, account_edition, record_key, account_search, key_check from public;
grant select, insert on account, account_edition, record_key, account_search, key_check to ${app};
