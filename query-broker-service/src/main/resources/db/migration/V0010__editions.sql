-- Editions of the rules. What a decision rested on must be found again for ever, so editions are inserted and never changed;
-- the tables hold the files' own columns as text, an empty text where a file has nothing.
create function refuse_record_change() returns trigger language plpgsql as $$
begin
    raise exception 'records are never changed or removed (R41-25, R150-50)' using errcode = 'insufficient_privilege';
end
$$;

create table edition (
    number     integer     primary key check (number > 0),
    valid_from timestamptz not null,
    source     text        not null,
    sha256     text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    stored_at  timestamptz not null default clock_timestamp()
);

create table edition_services (
    edition    integer not null references edition,
    row_number integer not null,
    "no" text not null,
    "code" text not null,
    "name_kk" text not null,
    "name_ru" text not null,
    "name_en" text not null,
    "kind" text not null,
    primary key (edition, row_number),
    unique (edition, "code")
);

create table edition_profiles (
    edition    integer not null references edition,
    row_number integer not null,
    "profile_code" text not null,
    "source" text not null,
    "annex" text not null,
    "column" text not null,
    "title_kk" text not null,
    "title_en" text not null,
    "basis_kind" text not null,
    "basis_rule" text not null,
    "paragraph" text not null,
    primary key (edition, row_number),
    unique (edition, "profile_code")
);

create table edition_profile_titles (
    edition    integer not null references edition,
    row_number integer not null,
    "profile_code" text not null,
    "short_kk" text not null,
    "short_ru" text not null,
    "short_en" text not null,
    primary key (edition, row_number),
    unique (edition, "profile_code")
);

create table edition_access_matrix (
    edition    integer not null references edition,
    row_number integer not null,
    "source" text not null,
    "annex" text not null,
    "column" text not null,
    "profile_code" text not null,
    "service_no" text not null,
    "service_code" text not null,
    "level" text not null,
    "note" text not null,
    primary key (edition, row_number),
    unique (edition, "profile_code", "service_code")
);

create table edition_roles (
    edition    integer not null references edition,
    row_number integer not null,
    "role_no" text not null,
    "role_code" text not null,
    "title_kk" text not null,
    "title_ru" text not null,
    "title_en" text not null,
    "operational_search" text not null,
    "covert_investigation" text not null,
    "search_measures" text not null,
    "other_tasks" text not null,
    "field_inspection" text not null,
    "source" text not null,
    primary key (edition, row_number),
    unique (edition, "role_code")
);

create table edition_body_profiles (
    edition    integer not null references edition,
    row_number integer not null,
    "body_kind" text not null,
    "actor" text not null,
    "role_code" text not null,
    "profile_code" text not null,
    "requirement" text not null,
    "source" text not null,
    "note" text not null,
    primary key (edition, row_number)
);

create table edition_articles (
    edition    integer not null references edition,
    row_number integer not null,
    "no" text not null,
    "article" text not null,
    "part" text not null,
    "title_kk" text not null,
    "title_en" text not null,
    primary key (edition, row_number),
    unique (edition, "article", "part")
);

create table edition_chosen_bases (
    edition    integer not null references edition,
    row_number integer not null,
    "code" text not null,
    "title_kk" text not null,
    "title_ru" text not null,
    "title_en" text not null,
    "source" text not null,
    "note" text not null,
    primary key (edition, row_number),
    unique (edition, "code")
);

create table edition_redactions (
    edition    integer not null references edition,
    row_number integer not null,
    "source" text not null,
    "service_code" text not null,
    "level" text not null,
    "rule" text not null,
    "instruction" text not null,
    "path" text not null,
    "value" text not null,
    "note" text not null,
    primary key (edition, row_number)
);

create trigger edition_is_permanent before update or delete or truncate on edition
    for each statement execute function refuse_record_change();
create trigger edition_services_is_permanent before update or delete or truncate on edition_services
    for each statement execute function refuse_record_change();
create trigger edition_profiles_is_permanent before update or delete or truncate on edition_profiles
    for each statement execute function refuse_record_change();
create trigger edition_profile_titles_is_permanent before update or delete or truncate on edition_profile_titles
    for each statement execute function refuse_record_change();
create trigger edition_access_matrix_is_permanent before update or delete or truncate on edition_access_matrix
    for each statement execute function refuse_record_change();
create trigger edition_roles_is_permanent before update or delete or truncate on edition_roles
    for each statement execute function refuse_record_change();
create trigger edition_body_profiles_is_permanent before update or delete or truncate on edition_body_profiles
    for each statement execute function refuse_record_change();
create trigger edition_articles_is_permanent before update or delete or truncate on edition_articles
    for each statement execute function refuse_record_change();
create trigger edition_chosen_bases_is_permanent before update or delete or truncate on edition_chosen_bases
    for each statement execute function refuse_record_change();
create trigger edition_redactions_is_permanent before update or delete or truncate on edition_redactions
    for each statement execute function refuse_record_change();

revoke all on edition, edition_services, edition_profiles, edition_profile_titles, edition_access_matrix, edition_roles, edition_body_profiles, edition_articles, edition_chosen_bases, edition_redactions from public;
grant select, insert on edition, edition_services, edition_profiles, edition_profile_titles, edition_access_matrix, edition_roles, edition_body_profiles, edition_articles, edition_chosen_bases, edition_redactions to ${app};
