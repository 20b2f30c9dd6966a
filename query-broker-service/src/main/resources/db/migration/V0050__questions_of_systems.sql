-- An information system asks on behalf of an officer: the question is the system's, and the officer's history has it too.
alter table question add column on_behalf_of uuid;
alter table question add column officer uuid not null generated always as (coalesce(on_behalf_of, account)) stored;
comment on column question.officer is 'who asked, or on whose behalf a system asked';

drop index question_by_account;
create index question_by_officer on question (officer, id desc);
create index question_by_system on question (account, id desc) where on_behalf_of is not null;
