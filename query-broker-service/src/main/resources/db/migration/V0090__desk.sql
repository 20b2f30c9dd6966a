-- What an officer keeps at hand for asking: unfinished questions, templates, bases asked under. None of it is a record: it is the
-- officer's own, is changed and thrown away, and ends by itself; what was asked stands in the tables of questions, for good.
create table desk_item (
    id         uuid        primary key,
    account    uuid        not null,
    kind       text        not null check (kind in ('UNFINISHED', 'TEMPLATE', 'BASIS')),
    touched_at timestamptz not null default clock_timestamp(),
    data_key   bytea       not null,
    content    bytea       not null check (length(content) <= 262144)
);
create index desk_item_by_account on desk_item (account, kind, touched_at desc);
create index desk_item_by_age on desk_item (kind, touched_at);
comment on column desk_item.content is 'sealed for this account and kind: subjects, purposes and names of templates are words of a person';
comment on column desk_item.data_key is 'goes with the row: what is thrown away can be opened by nobody, the master key or not';

revoke all on desk_item from public;
grant select, insert, update (touched_at, data_key, content), delete on desk_item to ${app};
