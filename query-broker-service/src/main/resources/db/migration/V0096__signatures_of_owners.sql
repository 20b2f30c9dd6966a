-- An owner of a database may sign its answers itself. Where the rules leave everything of an answer, what was signed is kept byte for
-- byte; where they leave something out, its digest is kept and never the message. What our verdict rests on is kept with either.
alter table answer
    add column owner_message        bytea,
    add column owner_message_sha256 text check (owner_message_sha256 ~ '^[0-9a-f]{64}$'),
    add column owner_evidence       bytea;
comment on column answer.owner_message is 'sealed: the exact bytes that the owner signed, where all of them may be kept';
comment on column answer.owner_evidence is 'sealed: the owner''s certificate with its path, and what the verdict rests on';
alter table answer add constraint answer_owner_check
    check ((owner_message_sha256 is null) = (owner_evidence is null)
        and (owner_evidence is not null or owner_message is null)
        and (owner_evidence is null or state = 'ANSWERED'));

-- What bears no such signature, or one that does not stand, is no answer.
alter table answer drop constraint answer_state_check;
alter table answer add constraint answer_state_check
    check (state in ('ANSWERED', 'SOURCE_SILENT', 'SOURCE_REFUSED', 'ANSWER_INVALID', 'OWNER_UNPROVED'));
