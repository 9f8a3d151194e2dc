-- Every version of every record as its inline projection left it, for views of the past. Rows are only ever added.
create table if not exists register.record_version (
  tenant_id   text not null,
  id          uuid not null,
  recorded_at timestamptz not null,
  version     bigint not null,
  kind        text not null,
  state       jsonb not null,
  primary key (tenant_id, id, recorded_at, version)
);
-- Which records have a version of a certain time, read from the index alone.
create index if not exists record_version_by_time on register.record_version (tenant_id, kind, recorded_at) include (id);

-- The feed of all events in an order that a reader can follow without missing any: by transaction, then by sequence. A sequence number alone would
-- not do, since a transaction that took a lower number may be committed after one that took a higher.
-- Transactions are numbered within one database cluster: after a dump was restored into another, a new epoch begins (Hosting/FeedContinuity.cs).
create table if not exists register.feed_epoch (
  epoch    int primary key,
  began_at timestamptz not null default clock_timestamp()
);
insert into register.feed_epoch (epoch) values (0) on conflict do nothing;

create table if not exists register.feed (
  tenant_id text not null,
  epoch     int not null,
  xid       xid8 not null default pg_current_xact_id(),
  seq_id    bigint not null,
  primary key (tenant_id, epoch, xid, seq_id)
);
create or replace function register.feed_event() returns trigger language plpgsql as $$
begin
  insert into register.feed (tenant_id, epoch, seq_id) select new.tenant_id, max(epoch), new.seq_id from register.feed_epoch;
  return null;
end $$;
do $$
begin
  if not exists (select from pg_trigger where tgname = 'feed_event' and tgrelid = 'register.mt_events'::regclass) then
    create trigger feed_event after insert on register.mt_events for each row execute function register.feed_event();
  end if;
end $$;

-- Long work on many records: how far it has come. It goes on behind the last batch that was committed, whatever became of the process.
create table if not exists register.batched_run (
  tenant_id   text not null,
  id          uuid not null,
  work        text not null,
  subject_id  uuid not null,
  actor       uuid not null,
  phase       int not null default 0,
  after       uuid not null default '00000000-0000-0000-0000-000000000000',
  done        int not null default 0,
  created_at  timestamptz not null,
  finished_at timestamptz,
  failed_at   timestamptz,
  primary key (tenant_id, id)
);
create index if not exists batched_run_by_subject on register.batched_run (tenant_id, subject_id);
-- Records that lie in the organisation's other drawer (Reading/ClosedDrawer.cs): their events stay where they were recorded, and nothing here shows them.
-- document is the record's row as it stood when it was carried over, and goes back to its table when the record comes back.
create table if not exists register.elsewhere (
  tenant_id text not null,
  kind      text not null,
  id        uuid not null,
  document  jsonb not null,
  primary key (tenant_id, id)
);

-- What is owed by records that may be shown: whoever reads obligations reads this. Asked once for each statement, so that the order of an index is kept.
create or replace view register.known_obligation as
  select * from register.obligation o where (o.tenant_id, o.record_id) not in (select w.tenant_id, w.id from register.elsewhere w);

-- How a record calls itself: as it says where it owes something, else by the reference that it is on record with, such as a change of subprocessors, of
-- which only the notices to controllers owe anything. Nothing of what lies in the other drawer.
create or replace function register.title_of(of_tenant text, of_record uuid) returns text language sql stable as $$
  select coalesce(
    (select w.title from register.known_obligation w where w.tenant_id = of_tenant and w.record_id = of_record and w.title is not null order by w.version desc limit 1),
    (select case when jsonb_typeof(v.state -> 'reference') = 'string' then v.state ->> 'reference' end from register.record_version v
     where v.tenant_id = of_tenant and v.id = of_record and not exists (select from register.elsewhere e where e.tenant_id = of_tenant and e.id = of_record) order by v.recorded_at desc, v.version desc limit 1))
$$;
