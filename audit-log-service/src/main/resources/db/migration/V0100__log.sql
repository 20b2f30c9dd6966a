-- One log a year. Nothing here is ever changed or removed; what the log says of itself is derived from inserted rows.
create table log (
    year   integer     primary key,
    origin text        not null unique,
    opened timestamptz not null default clock_timestamp()
);

-- A leaf is the exact bytes it was hashed from. The first leaf of a log is no event: it ties the log to the one before.
-- The other columns repeat what the bytes say, for searching.
create table leaf (
    log_year    integer     not null references log,
    leaf_index  bigint      not null check (leaf_index >= 0),
    hash        bytea       not null check (octet_length(hash) = 32),
    content     bytea       not null,
    taken       timestamptz not null default clock_timestamp(),
    event_id    uuid unique,
    producer    text,
    number      bigint,
    time        timestamptz,
    action      text,
    outcome     text,
    account     uuid,
    user_number bigint,
    body        text,
    department  text,
    reference   uuid,
    primary key (log_year, leaf_index),
    unique (producer, number),
    unique (producer, account, user_number),
    check ((event_id is null) = (leaf_index = 0)),
    check ((event_id is null) = (producer is null) and (producer is null) = (number is null) and (number is null) = (time is null))
);
create index leaf_by_hash on leaf (hash);
create index leaf_by_account on leaf (account, time) where account is not null;
create index leaf_by_body on leaf (body, time) where body is not null;
create index leaf_by_action on leaf (action, time) where action is not null;
create index leaf_by_reference on leaf (reference) where reference is not null;

-- Hashes of complete subtrees above the leaves.
create table node (
    log_year   integer  not null references log,
    level      smallint not null check (level between 1 and 62),
    node_index bigint   not null check (node_index >= 0),
    hash       bytea    not null check (octet_length(hash) = 32),
    primary key (log_year, level, node_index)
);

create table checkpoint (
    log_year integer     not null references log,
    size     bigint      not null check (size > 0),
    root     bytea       not null check (octet_length(root) = 32),
    note     bytea       not null,
    signed   timestamptz not null,
    primary key (log_year, size)
);

-- Up to which record of Kafka everything was looked at, noted in the transaction of what was taken. Another cluster, or a
-- cluster made anew, begins at its beginning.
create table intake_offset (
    id          bigint generated always as identity primary key,
    cluster     text        not null,
    topic       text        not null,
    next_offset bigint      not null check (next_offset >= 0),
    noted       timestamptz not null default clock_timestamp()
);
create index intake_offset_latest on intake_offset (cluster, topic, id desc);

create trigger log_is_permanent before update or delete or truncate on log
    for each statement execute function refuse_audit_change();
create trigger leaf_is_permanent before update or delete or truncate on leaf
    for each statement execute function refuse_audit_change();
create trigger node_is_permanent before update or delete or truncate on node
    for each statement execute function refuse_audit_change();
create trigger checkpoint_is_permanent before update or delete or truncate on checkpoint
    for each statement execute function refuse_audit_change();

revoke all on log, leaf, node, checkpoint, intake_offset from public;
grant select, insert on log, leaf, node, checkpoint, intake_offset to ${app};
