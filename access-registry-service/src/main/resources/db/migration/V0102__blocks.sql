create table block (
    id                 uuid        primary key,
    account            uuid        not null references account,
    ground             text        not null check (ground in ('VIOLATION', 'APPLICATION')),
    broken_rule        text        check (broken_rule ~ '^[A-Za-z][A-Za-z0-9.-]{0,31}$'),
    evidence           text[]      not null,
    application_number text        check (length(application_number) between 1 and 64),
    application_date   date,
    application_reason text        check (application_reason in ('DISMISSAL', 'REMOVAL_FROM_OFFICE', 'ABSENCE_OVER_2_MONTHS', 'OTHER')),
    ends_at            timestamptz,
    decided_by         uuid        not null references account,
    recorded_at        timestamptz not null default clock_timestamp(),
    check (ends_at > recorded_at),
    check (decided_by <> account),
    -- R41-32a, R150-46: a violation names the broken rule and its evidence; R41-10c, R150-34: anything else rests on an Application.
    check (case ground
        when 'VIOLATION' then broken_rule is not null and cardinality(evidence) between 1 and 50
            and application_number is null and application_date is null and application_reason is null
        else broken_rule is null and cardinality(evidence) = 0
            and application_number is not null and application_date is not null and application_reason is not null
    end)
);
create index block_by_account on block (account);

create table unblock (
    id              uuid        primary key,
    account         uuid        not null references account,
    decision_number text        not null check (length(decision_number) between 1 and 64),
    decision_date   date        not null,
    decided_by      uuid        not null references account,
    recorded_at     timestamptz not null default clock_timestamp(),
    check (decided_by <> account),
    -- A new decision each time: the one that lifted an earlier block lifts no other.
    unique (account, decision_number, decision_date)
);

create table lifted_block (
    block       uuid        primary key references block,
    unblock     uuid        not null references unblock,
    recorded_at timestamptz not null default clock_timestamp()
);

-- What holds now, by this database's clock.
create view block_in_force as
    select * from block
     where (ends_at is null or ends_at > clock_timestamp())
       and not exists (select from lifted_block where lifted_block.block = block.id);

create trigger block_is_permanent before update or delete or truncate on block
    for each statement execute function refuse_fact_change();
create trigger unblock_is_permanent before update or delete or truncate on unblock
    for each statement execute function refuse_fact_change();
create trigger lifted_block_is_permanent before update or delete or truncate on lifted_block
    for each statement execute function refuse_fact_change();

revoke all on block, unblock, lifted_block, block_in_force from public;
grant select on block_in_force to ${app};
grant select, insert on block, unblock, lifted_block to ${app};
