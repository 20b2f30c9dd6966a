#!/usr/bin/env bash
# Runs once, on an empty data volume: a database for each service, with a role that owns it and a role that works in it.
set -euo pipefail

for service in gateway registry broker video audit; do
  upper=${service^^}
  owner_password=NEGIZ_${upper}_OWNER_PASSWORD
  app_password=NEGIZ_${upper}_APP_PASSWORD
  psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    -v database="negiz_$service" -v owner="negiz_${service}_owner" -v app="negiz_${service}_app" \
    -v owner_password="${!owner_password:?}" -v app_password="${!app_password:?}" << 'SQL'
CREATE ROLE :"owner" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'owner_password';
CREATE ROLE :"app" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'app_password';
CREATE DATABASE :"database" OWNER :"owner";
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"database" TO :"app";
SQL
done
