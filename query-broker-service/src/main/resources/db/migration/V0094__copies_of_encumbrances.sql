-- Copies of encumbrances beside those of questions: both have their ids in question_id.
alter table question_copy add column kind text not null default 'QUESTION' check (kind in ('QUESTION', 'ENCUMBRANCE'));
comment on column question_copy.question is 'id of the question or encumbrance that it is of';
