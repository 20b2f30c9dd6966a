-- Requests of prosecutors, their release by the operator, and each handing over. A request has no status: it is released
-- when a release refers to it.
create table disclosure_request (
    id              uuid        primary key,
    filed           timestamptz not null default clock_timestamp(),
    account         uuid        not null,
    account_body    text        not null,
    accounts        uuid[],
    body            text,
    period_from     timestamptz not null,
    period_to       timestamptz not null,
    ground          text        not null check (ground in ('RESOLUTION', 'OTHER_DOCUMENT')),
    ground_number   text        not null,
    ground_date     date        not null,
    document        bytea       not null,
    document_bytes  integer     not null check (document_bytes between 1 and 5242880),
    document_sha256 bytea       not null check (octet_length(document_sha256) = 32),
    check ((accounts is null) <> (body is null)),
    check (period_from < period_to)
);
create index disclosure_request_by_account on disclosure_request (account, id);

create table disclosure_request_key (
    request uuid  primary key references disclosure_request,
    wrapped bytea not null
);

create table disclosure_release (
    request  uuid        primary key references disclosure_request,
    released timestamptz not null default clock_timestamp(),
    account  uuid        not null
);

create table disclosure_handover (
    id      uuid        primary key,
    request uuid        not null references disclosure_release,
    handed  timestamptz not null default clock_timestamp(),
    account uuid        not null
);
create index disclosure_handover_by_request on disclosure_handover (request);

create trigger disclosure_request_is_permanent before update or delete or truncate on disclosure_request
    for each statement execute function refuse_audit_change();
create trigger disclosure_request_key_is_permanent before update or delete or truncate on disclosure_request_key
    for each statement execute function refuse_audit_change();
create trigger disclosure_release_is_permanent before update or delete or truncate on disclosure_release
    for each statement execute function refuse_audit_change();
create trigger disclosure_handover_is_permanent before update or delete or truncate on disclosure_handover
    for each statement execute function refuse_audit_change();

revoke all on disclosure_request, disclosure_request_key, disclosure_release, disclosure_handover from public;
grant select, insert on disclosure_request, disclosure_request_key, disclosure_release, disclosure_handover to ${app};
