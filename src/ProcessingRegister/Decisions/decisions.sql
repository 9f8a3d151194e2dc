-- What keeps records of a kind apart, and what keeps a retry from happening twice. Both are written in the transaction of the events.
create schema if not exists register;

create table if not exists register.identity (
  tenant_id   text not null,
  kind        text not null,
  fingerprint bytea not null,
  id          uuid not null,
  primary key (tenant_id, kind, fingerprint)
);

create table if not exists register.answer (
  tenant_id   text not null,
  id          bytea not null,
  fingerprint bytea not null,
  status      int not null,
  location    text,
  etag        text not null,
  body        json not null,
  answered_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id)
);
-- The first answer, to the letter.
alter table register.answer alter column body type json;
create index if not exists answer_by_age on register.answer (answered_at);

-- Which builds of the program have brought this database to their shape.
create table if not exists register.migration (
  build      uuid primary key,
  applied_at timestamptz not null default clock_timestamp()
);
