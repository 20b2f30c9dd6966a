-- Asking again the sources that gave no answer, under the signature that is there: the basis is looked up anew, and what came of it
-- is on record beside the first decision.
create table question_again (
    question        uuid        not null,
    attempt         integer     not null check (attempt between 2 and 10),
    asked_at        timestamptz not null default clock_timestamp(),
    session         text        not null,
    outcome         text        not null check (outcome in ('PERMITTED', 'REFUSED', 'UNVERIFIABLE')),
    register_answer bytea       not null,
    primary key (question, attempt)
) partition by range (question);
comment on column question_again.register_answer is 'sealed: what the register said of the basis at this attempt';

create or replace function make_record_months() returns void language plpgsql as $$
declare
    record_table text;
    month        timestamptz;
    partition    text;
begin
    foreach record_table in array array['question', 'question_decision', 'question_again', 'answer', 'question_receipt', 'refusal'] loop
        for month in
            select generate_series(date_trunc('month', now(), 'UTC') - interval '1 month',
                                   date_trunc('month', now(), 'UTC') + interval '24 months', interval '1 month', 'UTC')
        loop
            partition := record_table || '_' || to_char(month at time zone 'UTC', 'YYYYMM');
            if to_regclass(partition) is null then
                execute format('create table %I partition of %I for values from (%L) to (%L)', partition, record_table,
                               first_id_of(month), first_id_of(date_add(month, interval '1 month', 'UTC')));
                execute format('revoke all on %I from public', partition);
            end if;
        end loop;
    end loop;
end
$$;

create trigger question_again_is_permanent before update or delete on question_again
    for each row execute function refuse_record_change();
create trigger question_again_is_never_emptied before truncate on question_again
    for each statement execute function refuse_record_change();
revoke all on question_again from public;
grant select, insert on question_again to ${app};
select make_record_months();

-- Each attempt at a source has its answer.
alter table answer add column attempt integer not null default 1 check (attempt between 1 and 10);
alter table answer drop constraint answer_pkey;
alter table answer add primary key (question, ordinal, subject_ordinal, attempt);
