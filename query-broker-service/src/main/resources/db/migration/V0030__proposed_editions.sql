-- Editions that operators prepare: a proposal comes into force at its moment when two persons have signed the same document.
-- All of it is inserted and never changed; whether a proposal waits, was withdrawn or counts follows from what stands here.

-- The files of editions, byte by byte, under the digest that is signed: of proposals and of what came into force.
create table edition_file (
    sha256  text  not null check (sha256 ~ '^[0-9a-f]{64}$'),
    name    text  not null check (name ~ '^[a-z_]{1,40}$'),
    content bytea not null,
    primary key (sha256, name)
);

create table edition_proposal (
    id         uuid        primary key,
    number     integer     not null,
    base       integer     not null references edition,
    valid_from timestamptz not null,
    source     text        not null,
    sha256     text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    shipped    text        check (shipped ~ '^[0-9a-f]{64}$'),
    account    uuid        not null,
    opens      integer     not null,
    closes     integer     not null,
    alters     integer     not null,
    document   bytea       not null,
    prepared   timestamptz not null,
    check (number = base + 1)
);
comment on column edition_proposal.shipped is 'digest of the edition that came with the program, where the proposal was made of one';
comment on column edition_proposal.document is 'the exact bytes that both operators sign';

create table edition_signature (
    id               uuid        primary key,
    proposal         uuid        not null references edition_proposal,
    place            integer     not null check (place in (1, 2)),
    account          uuid        not null,
    data_key         bytea       not null,
    sealed_signature bytea       not null,
    sealed_evidence  bytea       not null,
    signed           timestamptz not null default clock_timestamp(),
    unique (proposal, place),
    unique (proposal, account)
);

create table edition_withdrawal (
    proposal  uuid        primary key references edition_proposal,
    account   uuid        not null,
    withdrawn timestamptz not null default clock_timestamp()
);

-- The first edition of a database comes with the program; every other one has two signatures.
alter table edition add column proposal uuid unique references edition_proposal;
create function edition_needs_two_signatures() returns trigger language plpgsql as $$
begin
    if new.number > 1 and (select count(*) from edition_signature where proposal = new.proposal) < 2 then
        raise exception 'an edition comes into force by two signatures' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end
$$;
create trigger edition_is_signed before insert on edition
    for each row execute function edition_needs_two_signatures();

-- The order that the registry named for who asked: a decision is a function of it, and must be found again for ever.
alter table question add column asker_order text check (asker_order in ('ORDER_41', 'ORDER_150'));
comment on column question.asker_order is 'empty in records from before this column: then the order of the kind of body';

create trigger edition_file_is_permanent before update or delete or truncate on edition_file
    for each statement execute function refuse_record_change();
create trigger edition_proposal_is_permanent before update or delete or truncate on edition_proposal
    for each statement execute function refuse_record_change();
create trigger edition_signature_is_permanent before update or delete or truncate on edition_signature
    for each statement execute function refuse_record_change();
create trigger edition_withdrawal_is_permanent before update or delete or truncate on edition_withdrawal
    for each statement execute function refuse_record_change();

revoke all on edition_file, edition_proposal, edition_signature, edition_withdrawal from public;
grant select, insert on edition_file, edition_proposal, edition_signature, edition_withdrawal to ${app};
