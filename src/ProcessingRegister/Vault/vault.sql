-- The erasable side: personal values sealed under a key of their subject, and the keys, wrapped. Formats: docs/ledger-format.md, value commitments.
create schema if not exists vault;
create schema if not exists keys;

create table if not exists vault.value (
  tenant_id  text not null,
  value_id   uuid not null,
  subject_id uuid not null,
  event_id   uuid not null,
  pointer    text not null,
  key_rev    int not null,
  sealed     bytea not null,
  primary key (tenant_id, value_id)
);
-- Erasure goes by subject, and by nothing else; nor does any other question, which is why the subject comes first.
create index if not exists value_by_subject on vault.value (subject_id, tenant_id);

-- The directory: how a person who was mentioned before is recognised. The fingerprint is keyed per tenant, and the row goes with the person.
create table if not exists vault.subject (
  tenant_id   text not null,
  fingerprint bytea not null,
  subject_id  uuid not null,
  primary key (tenant_id, fingerprint)
);
-- It does not begin with the organisation, so that it is never taken for all whom one knows.
create index if not exists subject_by_id on vault.subject (subject_id, tenant_id);

create table if not exists keys.subject_key (
  tenant_id  text not null,
  subject_id uuid not null,
  rev        int not null default 1,
  wrapped    bytea not null,
  kek_id     text not null,
  kc         bytea not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, subject_id, rev)
);

-- One key per tenant, under which identities are fingerprinted so that they can be compared without being stored.
create table if not exists keys.tenant_key (
  tenant_id  text primary key,
  wrapped    bytea not null,
  kek_id     text not null,
  created_at timestamptz not null default clock_timestamp()
);
