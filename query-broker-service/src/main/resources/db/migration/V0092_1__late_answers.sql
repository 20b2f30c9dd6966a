-- Answers that may come after the time of their question, and which of them those who asked have not looked at yet. Neither is a
-- record: a row goes when the answer is stored, or was shown, and both are as permanent as everything else.
create table awaited_answer (
    question        uuid        not null references question_id,
    ordinal         integer     not null check (ordinal > 0),
    subject_ordinal integer     not null check (subject_ordinal > 0),
    attempt         integer     not null check (attempt between 1 and 10),
    request         uuid        not null,
    chain           text        not null,
    asked_at        timestamptz not null default clock_timestamp(),
    look_from       timestamptz not null,
    until           timestamptz not null,
    primary key (question, ordinal, subject_ordinal, attempt)
);
comment on column awaited_answer.request is 'what the question was called to its source';
comment on column awaited_answer.chain is 'what the gateway calls the exchange: by it the answer is fetched';
comment on column awaited_answer.look_from is 'until then whoever asked waits for it';

create table late_answer (
    account  uuid        not null,
    question uuid        not null references question_id,
    came_at  timestamptz not null,
    primary key (account, question)
);
comment on table late_answer is 'new for this account, which asked or for which was asked';

revoke all on awaited_answer, late_answer from public;
grant select, insert, delete on awaited_answer to ${app};
grant select, insert, update, delete on late_answer to ${app};
