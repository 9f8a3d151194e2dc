-- What each role may do. Run by the migration after the tables were made, under the role that owns them; it can be run again at any time.
-- The roles cannot log in: logins.sql, or an operator, grants them to those that can (docs/operating.md).
do $$
declare missing text;
begin
  for missing in select name from unnest(array['register_app', 'register_sealer', 'register_auditor']) as name where not exists (select from pg_roles where rolname = name) loop
    begin
      execute format('create role %I nologin', missing);
    exception
      -- Roles belong to the whole server, where another database's migration may create them at the same moment.
      when duplicate_object or unique_violation then null;
      when insufficient_privilege then
        raise exception 'The role % does not exist, and % may not create it: let a superuser run infra/postgres/logins.sql first.', missing, current_user
          using errcode = 'insufficient_privilege';
    end;
  end loop;
end $$;

-- The application adds events, and changes none.
grant usage on schema register, messaging, vault, keys, access to register_app;
grant select, insert on register.mt_events to register_app;
grant select, insert, update on register.mt_streams to register_app;
grant select, insert on register.record_version, register.identity, register.feed, register.feed_epoch to register_app;
grant select on register.migration to register_app;
grant select, insert, delete on register.answer to register_app;
grant select, insert, update, delete on register.import, register.import_part to register_app;
grant select, insert, update on register.controller_run to register_app;
grant select, insert, update on register.batched_run to register_app;
grant select, insert, update (superseded_at) on register.obligation to register_app;
grant select on register.known_obligation to register_app;
grant usage on all sequences in schema register, messaging, access to register_app;
grant execute on all functions in schema register, messaging to register_app;
grant select, insert, update, delete on all tables in schema messaging to register_app;
grant select, insert on vault.value, vault.subject, keys.subject_key, keys.tenant_key to register_app;
grant select, insert, update, delete on all tables in schema access to register_app;
-- What an address was made for stays as it was; it can only be revoked.
revoke update, delete on access.calendar_subscription from register_app;
grant update (revoked_at) on access.calendar_subscription to register_app;
-- What has left the house and what became of it stays; an endpoint, and a link that is spent, may go.
grant usage on schema notices to register_app;
grant select, insert on all tables in schema notices to register_app;
grant update (state, attempts, outcomes, due_at, claim) on notices.notice to register_app;
grant update (recorded_at) on notices.outcome to register_app;
grant update (key_rev, sealed, version, disabled_at), delete on notices.endpoint to register_app;
grant update (sent_at) on notices.reminder to register_app;
grant delete on notices.token to register_app;
-- What was published stands as it was frozen.
grant usage on schema transparency to register_app, register_auditor;
grant select, insert on all tables in schema transparency to register_app;
grant update (made_at, refused) on transparency.quarter_end to register_app;
grant select on transparency.file to register_auditor;
do $$
declare t record;
begin
  -- Records are kept by Marten as documents, one table for each kind, which are rewritten as the events demand.
  for t in select tablename from pg_tables where schemaname = 'register' and (tablename like 'mt\_doc\_%' or tablename in ('mt_event_progression', 'mt_event_projection_floors', 'mt_high_water_skips', 'mt_hilo')) loop
    execute format('grant select, insert, update on register.%I to register_app', t.tablename);
  end loop;
end $$;

-- A file that goes into the other drawer leaves its table, and comes back into it; its events stay where they are.
grant delete on register.mt_doc_access_request to register_app;
grant select, insert, delete on register.elsewhere to register_app;

-- The application reads the ledger and writes nothing in it but who was given a copy; its events are queued by a trigger that has the rights of the owner.
grant usage on schema ledger to register_app, register_sealer, register_auditor;
grant select on all tables in schema ledger to register_app, register_sealer, register_auditor;
grant insert, update on ledger.audit to register_app;
grant insert on ledger.export to register_app;

-- The sealer takes from the queue and adds to the log. It reads events, and changes none.
grant usage on schema register, access to register_sealer;
grant select on register.mt_events to register_sealer;
grant select (tenant_id, slug) on access.organisation to register_sealer;
grant delete on ledger.pending to register_sealer;
grant insert on ledger.log, ledger.leaf, ledger.tile, ledger.checkpoint, ledger.anchor, ledger.signing_key to register_sealer;
grant update (size, root, frontier, grown_at, signed_size, refusal, closed_at) on ledger.log to register_sealer;
grant update (active_until) on ledger.signing_key to register_sealer;

-- The auditor reads what is recorded, and no keys.
grant usage on schema register to register_auditor;
grant select on all tables in schema register to register_auditor;

-- Grants do not bind the owner, so the tables refuse by themselves as well.
create or replace function register.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'Recorded history is not changed (%, %).', tg_table_name, tg_op using errcode = 'insufficient_privilege';
end $$;
-- Replacing a trigger also enables one that was disabled.
do $$
declare t text;
begin
  foreach t in array array['register.mt_events', 'register.record_version', 'register.feed', 'ledger.leaf', 'ledger.tile', 'ledger.checkpoint', 'ledger.anchor', 'ledger.export', 'transparency.file'] loop
    execute format('create or replace trigger refuse_change before update or delete on %s for each row execute function register.refuse_change()', t);
    execute format('create or replace trigger refuse_truncate before truncate on %s for each statement execute function register.refuse_change()', t);
  end loop;
  -- A log is changed by growing only (ledger.sql), and never goes.
  create or replace trigger refuse_delete before delete on ledger.log for each row execute function register.refuse_change();
  create or replace trigger refuse_truncate before truncate on ledger.log for each statement execute function register.refuse_change();
  -- What is queued is taken row by row; a key that has signed stays known.
  create or replace trigger refuse_truncate before truncate on ledger.pending for each statement execute function register.refuse_change();
  create or replace trigger refuse_delete before delete on ledger.signing_key for each row execute function register.refuse_change();
  create or replace trigger refuse_truncate before truncate on ledger.signing_key for each statement execute function register.refuse_change();
end $$;
