-- Sessions that began by a certificate shown in a TLS handshake: their token counts with that certificate alone.
create table session_by_certificate (
    session uuid primary key references session_started
);

create trigger session_by_certificate_is_permanent before update or delete or truncate on session_by_certificate
    for each statement execute function refuse_session_change();

revoke all on session_by_certificate from public;
grant select, insert on session_by_certificate to ${app};
