-- Parameters: first and last number of the questions to add, how many there were, how many there will be.
with made as materialized (
    select i,
           uuidv7(((i - there) / (wanted - there)::float8 - 1) * (clock_timestamp() - date_trunc('month', clock_timestamp(), 'UTC'))) as id,
           md5('officer' || i % 2000)::uuid as officer,
           'body-' || i % 40 as body,
           decode(repeat(md5(i::text), 4), 'hex') as small
    from (select ? as first, ? as last, ? as there, ? as wanted) as given, generate_series(given.first, given.last) as i
), ids as (
    insert into question_id (id) select id from made
), keys as (
    insert into record_key (record, wrapped) select id, small || small from made
), questions as (
    insert into question (id, account, body, body_kind, department, role_code, asker_order, session, language, edition, profile,
                          basis_kind, outcome, document, signature, evidence, register_answer)
    select id, officer, body, 'STATE_REVENUE', '/one', 'EMPLOYEE', 'ORDER_41', 'none', 'ru', 1, 'STATE_REVENUE_FIELD_INSPECTION',
           'INSPECTION_NUMBER', 'PERMITTED', small, small, small, small
    from made
), decisions as (
    insert into question_decision (question, ordinal, service, decision, level, footing, rule)
    select id, 1, 'VEHICLES', 'PERMIT', 'FULL', 'VERIFIED', 'R41-1' from made
), answers as (
    insert into answer (question, ordinal, subject_ordinal, state, content, attempt)
    select id, 1, 1, 'ANSWERED', small, 1 from made
), receipts as (
    insert into question_receipt (question, event, number, user_number, leaf_hash, event_time)
    select id, id, 3 * i + 1, 3 * (i / 2000) + 1, sha256(small), clock_timestamp() from made
)
insert into audit_outbox (producer, number, id, time, account, user_number, event, leaf_hash)
select 'bench-history', 3 * i + k, uuidv7(), clock_timestamp(), officer, 3 * (i / 2000) + k,
       small || small || small || small, sha256(small)
from made, generate_series(1, 3) as k
