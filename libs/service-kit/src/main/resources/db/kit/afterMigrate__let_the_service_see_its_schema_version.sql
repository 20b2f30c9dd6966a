GRANT SELECT ON ${flyway:table} TO ${app};
