-- The key of the nonces that all gateways ask for in proofs (RFC 9449, section 8); made by the first gateway that needs it.
create table proof_nonce_key (
    only_one boolean primary key check (only_one),
    key      bytea   not null check (octet_length(key) = 32)
);

revoke all on proof_nonce_key from public;
grant select, insert on proof_nonce_key to ${app};
