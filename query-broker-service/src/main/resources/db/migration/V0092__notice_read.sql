-- That a person read what one takes on with an answer, before the first answer of a session opened (R41-9b, R150-23b).
create table notice_read (
    account  uuid        not null,
    session  text        not null,
    edition  integer     not null check (edition > 0),
    language text        not null check (language in ('kk', 'ru', 'en')),
    question uuid        not null references question_id,
    read_at  timestamptz not null default clock_timestamp(),
    primary key (account, session, edition)
);
comment on column notice_read.edition is 'of the words, which are shipped with the program and never change';
comment on column notice_read.question is 'what was asked then, or whose answer was to open';

create trigger notice_read_is_permanent before update or delete on notice_read
    for each row execute function refuse_record_change();
create trigger notice_read_is_never_emptied before truncate on notice_read
    for each statement execute function refuse_record_change();
revoke all on notice_read from public;
grant select, insert on notice_read to ${app};
