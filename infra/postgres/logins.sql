-- The logins of the program. Run once by a superuser in the register's database, before the program first connects; it can be run again at any time,
-- and then sets the passwords anew. It needs psql 15 or newer and takes the passwords from the environment, so that they stand in no file and no
-- process list (docs/operating.md):
--
--   REGISTER_MIGRATOR_PASSWORD=... REGISTER_LOGIN_PASSWORD=... psql --dbname processing_register --file logins.sql
--
-- With REGISTER_SEALER_PASSWORD as well, the sealer has a login of its own, and the one that serves cannot seal.
\set ON_ERROR_STOP on
\getenv migrator_password REGISTER_MIGRATOR_PASSWORD
\getenv login_password REGISTER_LOGIN_PASSWORD
\getenv sealer_password REGISTER_SEALER_PASSWORD
\if :{?migrator_password}
\else
  \warn 'REGISTER_MIGRATOR_PASSWORD is not set.'
  do $$ begin raise exception 'No password for register_migrator.'; end $$;
\endif
\if :{?login_password}
\else
  \warn 'REGISTER_LOGIN_PASSWORD is not set.'
  do $$ begin raise exception 'No password for register_login.'; end $$;
\endif

begin;

-- What the application and an auditor may do is granted to these roles by roles.sql. They are created here, because the migrator may create none.
select format('create role %I nologin', name) from unnest(array['register_app', 'register_sealer', 'register_auditor']) as name
where not exists (select from pg_roles where rolname = name) \gexec

select format('create role %I login', name) from unnest(array['register_migrator', 'register_login']) as name
where not exists (select from pg_roles where rolname = name) \gexec

-- A password is sent as it is, so neither this session nor the server's log of slow or failed statements may keep it.
set local log_statement = 'none';
set local log_min_duration_statement = -1;
set local log_min_error_statement = 'panic';
set local password_encryption = 'scram-sha-256';
alter role register_migrator nosuperuser nocreatedb nocreaterole noreplication nobypassrls password :'migrator_password';
alter role register_login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password :'login_password';

-- The migrator owns the database, and by that may create schemas; it serves no request.
alter database :"DBNAME" owner to register_migrator;
grant register_app to register_login;
\if :{?sealer_password}
  select format('create role %I login', 'register_sealer_login') where not exists (select from pg_roles where rolname = 'register_sealer_login') \gexec
  alter role register_sealer_login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password :'sealer_password';
  alter role register_sealer_login set idle_in_transaction_session_timeout = '2min';
  grant register_sealer to register_sealer_login;
  select 'revoke register_sealer from register_login' where pg_has_role('register_login', 'register_sealer', 'member') \gexec
\else
  -- One login both records and seals.
  grant register_sealer to register_login;
\endif

revoke all on database :"DBNAME" from public;
grant connect on database :"DBNAME" to register_app, register_sealer, register_auditor;

-- A transaction that was forgotten holds back the feed of events and the cleaning of tables.
alter role register_login set idle_in_transaction_session_timeout = '2min';

commit;
