-- Long work on the controllers of a breach: how far it has come. It goes on behind the last batch that was committed, whatever became of the process.
create table if not exists register.controller_run (
  tenant_id   text not null,
  id          uuid not null,
  breach_id   uuid not null,
  kind        text not null,
  actor       uuid not null,
  phase       int not null default 0,
  after       uuid not null default '00000000-0000-0000-0000-000000000000',
  done        int not null default 0,
  created_at  timestamptz not null,
  finished_at timestamptz,
  primary key (tenant_id, id)
);

-- The event that it carries out, when that has another id; how often it failed since it last came on, and why.
alter table register.controller_run add column if not exists asked_by uuid;
alter table register.controller_run add column if not exists failures int not null default 0;
alter table register.controller_run add column if not exists failure text;
create index if not exists controller_run_unfinished on register.controller_run (tenant_id, breach_id) where finished_at is null;
