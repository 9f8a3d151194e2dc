-- Transparency reports: the frozen files of editions, which are only ever added, and the ends of quarters that are planned or past.
create schema if not exists transparency;

-- By digest: a file that two editions have in common stands here once.
create table if not exists transparency.file (
  tenant_id text not null,
  sha256    bytea not null,
  content   bytea not null,
  primary key (tenant_id, sha256),
  check (sha256 = sha256(content))
);

-- The row is the claim: who adds it plans the message, who sets made_at in the transaction of the draft has made it. refused names the rules for which
-- none could be made yet.
create table if not exists transparency.quarter_end (
  tenant_id text not null,
  year      int not null,
  quarter   int not null,
  due_at    timestamptz not null,
  made_at   timestamptz,
  refused   text[],
  primary key (tenant_id, year, quarter)
);
create index if not exists quarter_end_unmade on transparency.quarter_end (tenant_id) where made_at is null;
