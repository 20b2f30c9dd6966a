-- The trust anchors in force: each row a whole set; the one with the highest number counts. The first comes from the installation,
-- every other one from two operators.
create table trust_anchors_agreed (
    number bigint      primary key check (number > 0),
    agreed timestamptz not null
);

create table trust_anchor (
    set_number  bigint not null references trust_anchors_agreed,
    position    int    not null check (position >= 0),
    certificate bytea  not null,
    primary key (set_number, position)
);

-- What an operator signed. Signature and evidence name a person and are sealed by the data key of the row.
create table trust_anchors_confirmed (
    id               uuid        primary key,
    basis            bigint      not null references trust_anchors_agreed,
    digest           bytea       not null check (octet_length(digest) = 32),
    account          uuid        not null,
    document         bytea       not null,
    data_key         bytea       not null,
    sealed_signature bytea       not null,
    sealed_evidence  bytea       not null,
    confirmed        timestamptz not null
);

create index trust_anchors_confirmed_by_change on trust_anchors_confirmed (basis, digest, confirmed);

create trigger trust_anchors_agreed_is_permanent before update or delete or truncate on trust_anchors_agreed
    for each statement execute function refuse_trust_change();
create trigger trust_anchor_is_permanent before update or delete or truncate on trust_anchor
    for each statement execute function refuse_trust_change();
create trigger trust_anchors_confirmed_is_permanent before update or delete or truncate on trust_anchors_confirmed
    for each statement execute function refuse_trust_change();

revoke all on trust_anchors_agreed, trust_anchor, trust_anchors_confirmed from public;
grant select, insert on trust_anchors_agreed, trust_anchor, trust_anchors_confirmed to ${app};
