-- Encumbrances that are not at their end, for those who look after them every few seconds: what is left to do and no record, so a
-- row goes away with the end of its encumbrance.
create table encumbrance_open (
    encumbrance uuid primary key references encumbrance,
    service     text not null
);
create index encumbrance_open_by_service on encumbrance_open (service);
insert into encumbrance_open (encumbrance, service)
select e.id, e.service from encumbrance e
where not exists (select from encumbrance_step s where s.encumbrance = e.id
                  and s.state in ('REFUSED', 'DONE', 'REJECTED', 'NOT_EXECUTED', 'DECLINED', 'LAPSED'));

revoke all on encumbrance_open from public;
grant select, insert, delete on encumbrance_open to ${app};
