-- Questions, decisions and answers, for good (R41-25, R150-50). Records are kept in months by the time in their UUIDv7 id; the
-- months are made ahead by the owner, so the running service has nothing to create.

-- An id is used once, whatever becomes of the question; one unpartitioned table, so that it is unique over all months.
create table question_id (
    id      uuid        primary key,
    used_at timestamptz not null default clock_timestamp()
);

-- The key of each record, wrapped by the master key.
create table record_key (
    record    uuid        primary key,
    wrapped   bytea       not null,
    stored_at timestamptz not null default clock_timestamp()
);

create table question (
    id              uuid        not null,
    received_at     timestamptz not null default clock_timestamp(),
    account         uuid        not null,
    body            text        not null,
    body_kind       text        not null,
    department      text        not null,
    role_code       text        not null,
    session         text        not null,
    language        text        not null check (language in ('kk', 'ru', 'en')),
    edition         integer     not null references edition,
    profile         text        not null,
    basis_kind      text        not null,
    outcome         text        not null check (outcome in ('PERMITTED', 'REFUSED', 'UNVERIFIABLE')),
    document        bytea       not null,
    signature       bytea       not null,
    evidence        bytea       not null,
    register_answer bytea       not null,
    primary key (id)
) partition by range (id);
create index question_by_account on question (account, id desc);
create index question_by_body on question (body, id desc);
comment on column question.document is 'sealed: the exact bytes that were signed';
comment on column question.register_answer is 'sealed: what the register said of the basis';

create table question_decision (
    question uuid    not null,
    ordinal  integer not null check (ordinal > 0),
    service  text    not null,
    decision text    not null check (decision in ('PERMIT', 'REFUSE', 'UNVERIFIABLE')),
    level    text    check (level in ('FULL', 'REDUCED', 'LISTED_ARTICLE')),
    footing  text    check (footing in ('VERIFIED', 'DECLARED')),
    article  text,
    rule     text,
    reason   text,
    primary key (question, ordinal),
    check ((decision = 'PERMIT') = (level is not null and footing is not null)),
    check ((decision = 'PERMIT') = (reason is null))
) partition by range (question);

create table answer (
    question        uuid        not null,
    ordinal         integer     not null,
    subject_ordinal integer     not null check (subject_ordinal > 0),
    state           text        not null check (state in ('ANSWERED', 'SOURCE_SILENT', 'ANSWER_INVALID')),
    stored_at       timestamptz not null default clock_timestamp(),
    content         bytea,
    primary key (question, ordinal, subject_ordinal),
    foreign key (question, ordinal) references question_decision (question, ordinal),
    check ((state = 'ANSWERED') = (content is not null))
) partition by range (question);
comment on column answer.content is 'sealed: what the rules left of the answer, with the time when it was fetched';

-- The event by which the audit log learns of a question, and by which the user holds a promise.
create table question_receipt (
    question    uuid        not null,
    event       uuid        not null,
    number      bigint      not null,
    user_number bigint      not null,
    leaf_hash   bytea       not null,
    event_time  timestamptz not null,
    primary key (question)
) partition by range (question);

-- What was not taken as a question: form, signature, standing, replay. The sender is known; the document may be anything.
create table refusal (
    id          uuid        not null,
    received_at timestamptz not null default clock_timestamp(),
    account     uuid        not null,
    question    uuid,
    problem     text        not null,
    rule        text        not null,
    document    bytea       not null,
    signature   bytea       not null,
    primary key (id)
) partition by range (id);
create index refusal_by_account on refusal (account, id desc);

create function first_id_of(moment timestamptz) returns uuid language sql immutable as $$
    select (lpad(to_hex((extract(epoch from moment) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid
$$;

-- Makes the months from the last one to two years ahead; called after every migration.
create function make_record_months() returns void language plpgsql as $$
declare
    record_table text;
    month        timestamptz;
    partition    text;
begin
    foreach record_table in array array['question', 'question_decision', 'answer', 'question_receipt', 'refusal'] loop
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

do $$
declare
    record_table text;
begin
    foreach record_table in array array['question_id', 'record_key', 'question', 'question_decision', 'answer',
                                        'question_receipt', 'refusal'] loop
        -- Row triggers of a partitioned table are those of its months too; a truncation is refused where it is named.
        execute format('create trigger %I before update or delete on %I for each row execute function refuse_record_change()',
                       record_table || '_is_permanent', record_table);
        execute format('create trigger %I before truncate on %I for each statement execute function refuse_record_change()',
                       record_table || '_is_never_emptied', record_table);
    end loop;
end
$$;

revoke all on question_id, record_key, question, question_decision, answer, question_receipt, refusal from public;
grant select, insert on question_id, record_key, question, question_decision, answer, question_receipt, refusal to ${app};
revoke all on function make_record_months() from public;
