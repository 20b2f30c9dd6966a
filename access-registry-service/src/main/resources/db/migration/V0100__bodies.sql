-- Facts are inserted and never changed: whoever may write here may not rewrite, the owner of the tables included.
create function refuse_fact_change() returns trigger language plpgsql as $$
begin
    raise exception 'facts of the registry are never changed or removed (R41-25, R150-50)' using errcode = 'insufficient_privilege';
end
$$;

create table body (
    code        text        primary key check (code ~ '^[a-z][a-z0-9-]{1,62}$'),
    kind        text        not null check (kind ~ '^[A-Z][A-Z_]{1,62}$'),
    name_kk     text        not null check (length(name_kk) between 1 and 300),
    name_ru     text        not null check (length(name_ru) between 1 and 300),
    name_en     text        not null check (length(name_en) between 1 and 300),
    decided_by  uuid,
    recorded_at timestamptz not null default clock_timestamp()
);
comment on column body.decided_by is 'account of the operator; empty for the body made with the first administrator';

create table department (
    body        text        not null references body,
    path        text        not null check (path ~ '^(/[a-z0-9][a-z0-9-]{0,40}){1,6}$'),
    name_kk     text        not null check (length(name_kk) between 1 and 300),
    name_ru     text        not null check (length(name_ru) between 1 and 300),
    name_en     text        not null check (length(name_en) between 1 and 300),
    decided_by  uuid        not null,
    recorded_at timestamptz not null default clock_timestamp(),
    primary key (body, path)
);

create trigger body_is_permanent before update or delete or truncate on body
    for each statement execute function refuse_fact_change();
create trigger department_is_permanent before update or delete or truncate on department
    for each statement execute function refuse_fact_change();

revoke all on body, department from public;
grant select, insert on body, department to ${app};
