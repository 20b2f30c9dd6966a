-- Challenges for a login: working state, removed when they are long out of date.
create table login_challenge (
    id             uuid        primary key,
    content        bytea       not null check (octet_length(content) between 64 and 2048),
    pre_login_hash bytea       not null check (octet_length(pre_login_hash) = 32),
    issued         timestamptz not null
);
create index login_challenge_issued on login_challenge (issued);

-- A challenge is used up by this insert, before the answer to it is looked at.
create table login_challenge_consumed (
    challenge uuid        primary key,
    consumed  timestamptz not null
);
create index login_challenge_consumed_at on login_challenge_consumed (consumed);

-- A session begins and ends by a fact. Its token is nowhere; only the SHA-256 of it is.
create table session_started (
    id                 uuid        primary key,
    token_hash         bytea       not null unique check (octet_length(token_hash) = 32),
    account            uuid        not null,
    started            timestamptz not null,
    address            text        not null check (length(address) <= 64),
    certificate_sha256 bytea       not null check (octet_length(certificate_sha256) = 32),
    trust_bundle       bigint      not null check (trust_bundle > 0)
);
create index session_started_account on session_started (account, started desc);

create table session_ended (
    session uuid        primary key references session_started,
    ended   timestamptz not null,
    reason  text        not null check (reason ~ '^[A-Z_]{1,32}$')
);

-- When a session was last used: no record, so it may be changed.
create table session_seen (
    session uuid        primary key references session_started,
    seen    timestamptz not null
);

-- Refusals before anybody is known, counted by address and minute until the minute is put on record as one event.
create table stranger_refusal (
    minute  timestamptz not null,
    address text        not null check (length(address) <= 64),
    reason  text        not null check (reason ~ '^[A-Z0-9_]{1,64}$'),
    count   bigint      not null check (count > 0),
    primary key (minute, address, reason)
);

create function refuse_session_change() returns trigger language plpgsql as $$
begin
    raise exception 'the beginning and end of a session are never changed or removed' using errcode = 'insufficient_privilege';
end
$$;

create trigger session_started_is_permanent before update or delete or truncate on session_started
    for each statement execute function refuse_session_change();
create trigger session_ended_is_permanent before update or delete or truncate on session_ended
    for each statement execute function refuse_session_change();

revoke all on login_challenge, login_challenge_consumed, session_started, session_ended, session_seen, stranger_refusal
    from public;
grant select, insert, delete on login_challenge, login_challenge_consumed to ${app};
grant select, insert on session_started, session_ended to ${app};
grant select, insert, update (seen) on session_seen to ${app};
grant select, insert, update (count), delete on stranger_refusal to ${app};
