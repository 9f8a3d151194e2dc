-- The ledger: one log for each organisation, filled from a queue that a trigger fills in the transaction of the events (docs/ledger-format.md).
-- Rows of leaf, tile, checkpoint and anchor are only ever added. Partial tiles are not kept: their hashes are those of leaf, or the roots of full tiles.
create schema if not exists ledger;

create table if not exists ledger.pending (
  tenant_id text not null,
  seq_id    bigint not null,
  queued_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, seq_id)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- size, root and frontier are those of all leaves that are integrated, signed_size how many of them the last checkpoint covers. refusal is the code of
-- the rule for which the sealer stopped, if it did.
create table if not exists ledger.log (
  log_id     uuid primary key,
  tenant_id  text not null,
  origin     text not null unique,
  size       bigint not null default 0,
  root       bytea not null,
  frontier   bytea not null default ''::bytea,
  grown_at   timestamptz,
  signed_size bigint not null default 0,
  refusal    text,
  created_at timestamptz not null default clock_timestamp(),
  closed_at  timestamptz,
  succeeds   uuid references ledger.log
);
-- One log of an organisation is open at a time.
-- Up to which number events stood in the store when this log took another's place.
alter table ledger.log add column if not exists refilled_to bigint not null default 0;
create unique index if not exists log_open on ledger.log (tenant_id) where closed_at is null;
create index if not exists log_of on ledger.log (tenant_id, created_at);
create index if not exists log_unsigned on ledger.log (log_id) where signed_size < size;
create index if not exists log_refused on ledger.log (log_id) where refusal is not null;

create table if not exists ledger.leaf (
  log_id     uuid not null references ledger.log,
  leaf_index bigint not null,
  event_id   uuid,
  stream_id  uuid,
  version    bigint,
  leaf_hash  bytea not null,
  entry      bytea not null,
  primary key (log_id, leaf_index)
);
create unique index if not exists leaf_event on ledger.leaf (log_id, event_id);
create unique index if not exists leaf_version on ledger.leaf (log_id, stream_id, version);

create table if not exists ledger.tile (
  log_id uuid not null references ledger.log,
  level  integer not null,
  n      bigint not null,
  root   bytea not null,
  data   bytea not null,
  primary key (log_id, level, n)
);

-- One root for each size, for ever.
create table if not exists ledger.checkpoint (
  log_id    uuid not null references ledger.log,
  size      bigint not null,
  root      bytea not null,
  note      text not null,
  signed_at timestamptz not null,
  primary key (log_id, size)
);

create table if not exists ledger.anchor (
  log_id   uuid not null references ledger.log,
  size     bigint not null,
  kind     text not null,
  name     text not null,
  evidence bytea not null,
  at       timestamptz not null,
  primary key (log_id, size, kind, name)
);

-- The public halves of the keys that sign for all logs, and from when until when each does.
create table if not exists ledger.signing_key (
  public_key   bytea primary key,
  active_from  timestamptz not null,
  active_until timestamptz
);

-- Every export of a ledger: who was given a copy, and whether with the personal values.
create table if not exists ledger.export (
  export_id   uuid primary key,
  tenant_id   text not null,
  log_id      uuid not null references ledger.log,
  size        bigint not null,
  with_values boolean not null,
  actor_id    uuid not null,
  at          timestamptz not null default clock_timestamp()
);
create index if not exists export_of on ledger.export (tenant_id, at);

-- Runs with the rights of its owner: the application's role can cause a row to be queued, and do nothing else to the queue.
create or replace function ledger.queue_event() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into ledger.pending (tenant_id, seq_id) values (new.tenant_id, new.seq_id);
  return null;
end $$;
-- Else whoever may make a table could put this trigger on it, and so queue what is no event.
revoke execute on function ledger.queue_event() from public;
-- Replacing a trigger also enables one that was disabled. By row, so that it also fires for a COPY, and for rows that the append function inserts one by one.
create or replace trigger queue_event after insert on register.mt_events for each row execute function ledger.queue_event();

-- After an append that failed, Marten marks the numbers that it used up, for those who read by number. Nobody does here, and a mark is no event.
create or replace function ledger.leave_out() returns trigger language plpgsql as $$
begin
  return null;
end $$;
create or replace trigger leave_out before insert on register.mt_events for each row when (new.type = 'tombstone') execute function ledger.leave_out();

-- Events from before there was a ledger are sealed with the first that come after.
do $$
begin
  if not exists (select from ledger.log) and not exists (select from ledger.pending) then
    insert into ledger.pending (tenant_id, seq_id) select tenant_id, seq_id from register.mt_events;
  end if;
end $$;

-- A log grows, and is closed once; nothing else about it changes.
create or replace function ledger.only_grow() returns trigger language plpgsql as $$
begin
  if old.closed_at is not null or new.size < old.size or new.signed_size < old.signed_size or
    (new.log_id, new.tenant_id, new.origin, new.created_at, new.succeeds, new.refilled_to) is distinct from (old.log_id, old.tenant_id, old.origin, old.created_at, old.succeeds, old.refilled_to) then
    raise exception 'A log only grows (%, %).', tg_table_name, tg_op using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create or replace trigger only_grow before update on ledger.log for each row execute function ledger.only_grow();

-- Audits that were asked for or fell due, and what they found. began_at says that one is being made.
create table if not exists ledger.audit (
  audit_id     uuid primary key,
  tenant_id    text not null,
  state        text not null default 'running',
  requested_at timestamptz not null,
  began_at     timestamptz,
  finished_at  timestamptz,
  succeeded    boolean,
  report       jsonb
);
create index if not exists audit_latest on ledger.audit (tenant_id, requested_at desc);
create index if not exists audit_running on ledger.audit (requested_at) where state = 'running';
create index if not exists audit_failed on ledger.audit (tenant_id) where not succeeded;
