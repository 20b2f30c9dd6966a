-- The text of a form of the agreement from a moment on; the newest edition of a form is in force.
create table agreement_edition (
    form        text        not null check (form in ('ORDER_41', 'ORDER_150', 'OTHERS')),
    edition     int         not null check (edition >= 1),
    version     text        not null check (version ~ '^[0-9a-f]{64}$'),
    text_kk     text        not null,
    text_ru     text        not null,
    text_en     text        not null,
    recorded_at timestamptz not null default clock_timestamp(),
    primary key (form, edition)
);
comment on column agreement_edition.version is 'SHA-256 over the three texts: what a signature names';

create table agreement_signature (
    id               uuid        primary key,
    account          uuid        not null references account,
    form             text        not null,
    version          text        not null,
    language         text        not null check (language in ('kk', 'ru', 'en')),
    document         bytea       not null check (octet_length(document) between 2 and 16384),
    sealed_signature bytea       not null,
    sealed_evidence  bytea       not null,
    bundle_number    bigint,
    recorded_at      timestamptz not null default clock_timestamp(),
    unique (account, form, version)
);
comment on column agreement_signature.document is 'the exact bytes that were signed; the signature bears the IIN and is sealed';

create trigger agreement_edition_is_permanent before update or delete or truncate on agreement_edition
    for each statement execute function refuse_fact_change();
create trigger agreement_signature_is_permanent before update or delete or truncate on agreement_signature
    for each statement execute function refuse_fact_change();

revoke all on agreement_edition, agreement_signature from public;
grant select, insert on agreement_edition, agreement_signature to ${app};
