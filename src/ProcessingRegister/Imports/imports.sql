-- Imports: files that were sent, until they are committed or a day has passed. The bytes of a file and the lines of its report may hold personal data
-- and are sealed under a key of the import's own (keys.subject_key); the columns in the clear say nothing of what the file says.
create table if not exists register.import (
  tenant_id      text not null,
  id             uuid not null,
  actor          uuid not null,
  zone           text not null,
  content_type   text not null,
  state          text not null,
  version        bigint not null default 1,
  parts          int not null,
  done           int not null default 0,
  total          int,
  added          int not null default 0,
  changed        int not null default 0,
  unchanged      int not null default 0,
  refused        int not null default 0,
  plan           bytea,
  skip_refused   boolean not null default false,
  committed_from bigint,
  note           text,
  created_at     timestamptz not null,
  primary key (tenant_id, id)
);

create table if not exists register.import_part (
  tenant_id  text not null,
  import_id  uuid not null,
  kind       text not null,
  n          int not null,
  sealed     bytea not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, import_id, kind, n)
);
create index if not exists import_part_by_age on register.import_part (created_at);
