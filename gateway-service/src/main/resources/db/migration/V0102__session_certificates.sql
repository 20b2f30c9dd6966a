-- By which certificate a session began, as revocation lists name it: the authority, and the number it gave. The certificate itself
-- holds the number of a person, and stays out.
create table session_certificate (
    session          uuid  primary key references session_started,
    authority_sha256 bytea not null check (octet_length(authority_sha256) = 32),
    serial           text  not null check (serial ~ '^[0-9a-f]{1,64}$')
);

create trigger session_certificate_is_permanent before update or delete or truncate on session_certificate
    for each statement execute function refuse_session_change();

revoke all on session_certificate from public;
grant select, insert on session_certificate to ${app};
