-- An account of an information system is that and nothing else, and no other account is one.
create function refuse_mixed_system() returns trigger language plpgsql as $$
begin
    if (new.roles = array['INFORMATION_SYSTEM']) is distinct from
       (select kind = 'SYSTEM' from account where id = new.account)
       or ('INFORMATION_SYSTEM' = any (new.roles) and cardinality(new.roles) > 1) then
        raise exception 'an information system has an account of its own, and no other role (R150-5, R150-6)'
            using errcode = 'check_violation';
    end if;
    return new;
end
$$;

create trigger account_edition_of_systems before insert on account_edition
    for each row execute function refuse_mixed_system();
