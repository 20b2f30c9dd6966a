-- A source may refuse a question (consent, rights, form): that is neither silence nor an answer that can't be relied on.
alter table answer drop constraint answer_state_check;
alter table answer add constraint answer_state_check
    check (state in ('ANSWERED', 'SOURCE_SILENT', 'SOURCE_REFUSED', 'ANSWER_INVALID'));
