-- Encumbrances that are asked for (services 57-59 and 65), for good. What became of one is a row more, never a row changed; a
-- step has one place, so of several that would take it one does.
create table encumbrance (
    id              uuid        primary key references question_id,
    received_at     timestamptz not null default clock_timestamp(),
    account         uuid        not null,
    officer         uuid        not null,
    body            text        not null,
    body_kind       text        not null,
    department      text        not null,
    role_code       text        not null,
    asker_order     text        not null check (asker_order in ('ORDER_41', 'ORDER_150')),
    session         text        not null,
    language        text        not null check (language in ('kk', 'ru', 'en')),
    edition         integer     not null references edition,
    profile         text        not null,
    service         text        not null,
    action          text        not null check (action in ('IMPOSE', 'RELEASE')),
    footing         text        check (footing in ('VERIFIED', 'DECLARED')),
    rule            text,
    reason          text,
    document        bytea       not null,
    signature       bytea       not null,
    evidence        bytea       not null,
    register_answer bytea       not null,
    check ((footing is null) = (reason is not null))
);
create index encumbrance_by_officer on encumbrance (officer, id desc);
create index encumbrance_by_account on encumbrance (account, id desc);
create index encumbrance_by_body on encumbrance (body, id desc);
comment on column encumbrance.account is 'the information system that asks';
comment on column encumbrance.officer is 'who has to confirm it';
comment on column encumbrance.footing is 'how its basis stands; empty where it was refused';

create table encumbrance_step (
    encumbrance uuid        not null references encumbrance,
    step        integer     not null check (step > 0),
    state       text        not null check (state in ('REFUSED', 'WAITS', 'CONFIRMED', 'SENDING', 'UNKNOWN', 'DONE', 'REJECTED',
                                                      'NOT_EXECUTED', 'DECLINED', 'LAPSED')),
    at          timestamptz not null default clock_timestamp(),
    account     uuid,
    session     text,
    message     uuid,
    not_after   timestamptz,
    content     bytea,
    signature   bytea,
    evidence    bytea,
    primary key (encumbrance, step),
    check ((state = 'CONFIRMED') = (signature is not null and evidence is not null)),
    check ((state = 'SENDING') = (message is not null and not_after is not null))
);
create unique index encumbrance_is_sent_once on encumbrance_step (encumbrance) where state = 'SENDING';
create unique index encumbrance_ends_once on encumbrance_step (encumbrance)
    where state in ('REFUSED', 'DONE', 'REJECTED', 'NOT_EXECUTED', 'DECLINED', 'LAPSED');
comment on table encumbrance_step is 'what became of an encumbrance; the last step is its state';
comment on column encumbrance_step.account is 'who took the step; empty where the platform did';
comment on column encumbrance_step.content is 'sealed: what the owner of the register, the officer or the operator said';

create table encumbrance_receipt (
    encumbrance uuid        primary key references encumbrance,
    event       uuid        not null,
    number      bigint      not null,
    user_number bigint      not null,
    leaf_hash   bytea       not null,
    event_time  timestamptz not null
);

do $$
declare
    record_table text;
begin
    foreach record_table in array array['encumbrance', 'encumbrance_step', 'encumbrance_receipt'] loop
        execute format('create trigger %I before update or delete on %I for each row execute function refuse_record_change()',
                       record_table || '_is_permanent', record_table);
        execute format('create trigger %I before truncate on %I for each statement execute function refuse_record_change()',
                       record_table || '_is_never_emptied', record_table);
    end loop;
end
$$;

revoke all on encumbrance, encumbrance_step, encumbrance_receipt from public;
grant select, insert on encumbrance, encumbrance_step, encumbrance_receipt to ${app};
