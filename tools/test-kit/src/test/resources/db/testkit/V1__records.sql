CREATE TABLE record (id bigint PRIMARY KEY, word text NOT NULL);
GRANT SELECT, INSERT ON record TO ${app};
