-- What the prosecutor signed, with the signature and the evidence on which it was found good; each sealed with the
-- request's data key, since a signature names its signer.
create table disclosure_signature (
    request   uuid  primary key references disclosure_request,
    document  bytea not null,
    signature bytea not null,
    evidence  bytea not null
);

create trigger disclosure_signature_is_permanent before update or delete or truncate on disclosure_signature
    for each statement execute function refuse_audit_change();

revoke all on disclosure_signature from public;
grant select, insert on disclosure_signature to ${app};
