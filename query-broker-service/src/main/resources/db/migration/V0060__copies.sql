-- Copies that left the system, and the acts by which they were destroyed (R41-23b, R41-24b, R150-26b, R150-49b). An act is about the
-- copy alone: the record of the question is permanent.
create table question_copy (
    id         uuid        primary key,
    question   uuid        not null references question_id,
    account    uuid        not null,
    body       text        not null,
    department text        not null,
    law        text        not null check (law in ('ORDER_41', 'ORDER_150')),
    session    text        not null,
    form       text        not null check (form in ('PDF', 'ASIC_E')),
    language   text        not null check (language in ('kk', 'ru', 'en')),
    sha256     bytea       not null check (length(sha256) = 32),
    bytes      integer     not null check (bytes > 0),
    taken_at   timestamptz not null
);
create index question_copy_by_question on question_copy (question, id desc);
create index question_copy_by_account on question_copy (account, id desc);
create index question_copy_by_body on question_copy (body, id desc);
comment on column question_copy.sha256 is 'of the very bytes that left';

create table question_copy_destruction (
    copy         uuid        primary key references question_copy,
    account      uuid        not null,
    session      text        not null,
    act_number   text        not null check (length(act_number) between 1 and 63),
    act_date     date        not null,
    confirmed_at timestamptz not null default clock_timestamp()
);
comment on table question_copy_destruction is 'that a copy was destroyed, by its own word of whoever took it or answers for it';

do $$
declare
    record_table text;
begin
    foreach record_table in array array['question_copy', 'question_copy_destruction'] loop
        execute format('create trigger %I before update or delete on %I for each row execute function refuse_record_change()',
                       record_table || '_is_permanent', record_table);
        execute format('create trigger %I before truncate on %I for each statement execute function refuse_record_change()',
                       record_table || '_is_never_emptied', record_table);
    end loop;
end
$$;

revoke all on question_copy, question_copy_destruction from public;
grant select, insert on question_copy, question_copy_destruction to ${app};
