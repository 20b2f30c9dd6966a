-- Lists go on from the last request of the page before, in the order in which requests were filed.
create index disclosure_request_by_time on disclosure_request (filed, id);
create index disclosure_request_by_account_and_time on disclosure_request (account, filed, id);
