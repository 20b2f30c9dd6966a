-- A challenge belongs to the browser that asked for it, or to the key that it names: never to both, never to nobody.
alter table login_challenge alter column pre_login_hash drop not null;
alter table login_challenge add column key_thumbprint bytea check (octet_length(key_thumbprint) = 32);
alter table login_challenge add constraint login_challenge_of_one check (num_nonnulls(pre_login_hash, key_thumbprint) = 1);

-- The key (RFC 7638) that a session's token is bound to. A session without one is a browser's, and its token a cookie.
create table session_key (
    session    uuid  primary key references session_started,
    thumbprint bytea not null check (octet_length(thumbprint) = 32)
);

create trigger session_key_is_permanent before update or delete or truncate on session_key
    for each statement execute function refuse_session_change();

-- Proofs of possession that were used, for all gateways; working state, removed when no such proof could count any more.
create table proof_used (
    mark bytea       primary key check (octet_length(mark) = 32),
    used timestamptz not null
);
create index proof_used_at on proof_used (used);

revoke all on session_key, proof_used from public;
grant select, insert on session_key to ${app};
grant select, insert, delete on proof_used to ${app};
