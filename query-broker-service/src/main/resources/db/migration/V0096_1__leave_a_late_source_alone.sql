-- A source that is asked for a late answer may say when to come again: by whichever instance, and also after a restart.
comment on column awaited_answer.chain is 'what the gateway calls the exchange, or the place where a REST source puts the answer: by it the answer is fetched';
comment on column awaited_answer.look_from is 'until then whoever asked waits for it, or the source wants to be left alone';
grant update (look_from) on awaited_answer to ${app};
