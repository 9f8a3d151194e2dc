-- What every record owes, as the records state it (Reading/Owing.cs): a row from one version of its record to the next that states it otherwise. How an
-- obligation stands is not here: it follows from these instants and the clock. Nothing here is a source; the command rebuild makes all of it anew.
create table if not exists register.obligation (
  tenant_id     text not null,
  record_id     uuid not null,
  kind          text not null,
  reference     text not null,
  version       bigint not null,
  record_kind   text not null,
  about         uuid not null,
  title         text,
  path          text,
  provision     text not null,
  articles      text[] not null,
  who           text not null,
  to_whom       text not null,
  since_at      timestamptz not null,
  target_at     timestamptz not null,
  limit_at      timestamptz,
  due_at        timestamptz not null generated always as (coalesce(limit_at, target_at)) stored,
  met_at        timestamptz,
  rule          text not null,
  jurisdiction  text,
  explanation   jsonb,
  recorded_at   timestamptz not null,
  superseded_at timestamptz,
  primary key (record_id, tenant_id, kind, reference, version)
);
-- What is open now, in the order in which it falls due: by a limit, and without one.
create index if not exists obligation_by_limit on register.obligation (tenant_id, due_at, record_id, kind, reference)
  where superseded_at is null and met_at is null and limit_at is not null;
create index if not exists obligation_without_limit on register.obligation (tenant_id, due_at, record_id, kind, reference)
  where superseded_at is null and met_at is null and limit_at is null;
-- Everything else: what was met, and views of the past.
create index if not exists obligation_by_due on register.obligation (tenant_id, due_at, record_id, kind, reference);
-- What the reminders look for: what falls due soon, and what has just been recorded. All parts of one record. That their columns are not null is what only
-- a question about them implies: without it, in a database that was filled a moment ago and has no statistics yet, any of them would be read from end to end.
create index if not exists obligation_to_plan on register.obligation (target_at) where superseded_at is null and met_at is null and target_at is not null;
create index if not exists obligation_recorded on register.obligation (recorded_at) where superseded_at is null and met_at is null and recorded_at is not null;
create index if not exists obligation_about on register.obligation (about, tenant_id, kind) where superseded_at is null and about is not null;

-- States what a record owes from its first version on.
create or replace procedure register.state_obligations(
  of_tenant text, of_record uuid, of_record_kind text, of_version bigint, at timestamptz, owed jsonb)
language plpgsql as $$
begin
  insert into register.obligation (tenant_id, record_id, kind, reference, version, record_kind, about, title, path, provision, articles, who, to_whom,
    since_at, target_at, limit_at, met_at, rule, jurisdiction, explanation, recorded_at)
  select of_tenant, of_record, s.kind, s.reference, of_version, of_record_kind, s.about, s.title, s.path, s.provision, s.articles, s.who, s."toWhom",
    s.since, s.target, s."limit", s."metAt", s.rule, s.jurisdiction, s.explanation, at
  from jsonb_to_recordset(owed) as s (kind text, reference text, about uuid, title text, path text, provision text, articles text[], who text, "toWhom" text,
    since timestamptz, target timestamptz, "limit" timestamptz, "metAt" timestamptz, rule text, jurisdiction text, explanation jsonb);
end $$;

-- Restates what a record owes from one of its versions on: a row that would say the same stays as it is. Where the statement is not whole, since the law
-- for a part of it is not known, what stood before stays, too. The organisation is compared in a way that no index serves, so that it is the primary key
-- that is taken, and none of those that begin with the organisation.
create or replace procedure register.restate_obligations(
  of_tenant text, of_record uuid, of_record_kind text, of_version bigint, at timestamptz, is_whole boolean, owed jsonb)
language plpgsql as $$
begin
  if is_whole then
    update register.obligation o set superseded_at = at
    where o.record_id = of_record and o.tenant_id is not distinct from of_tenant and o.superseded_at is null and not exists (
      select from jsonb_to_recordset(owed) as s (kind text, reference text, about uuid, title text, path text, provision text, who text, "toWhom" text,
        since timestamptz, target timestamptz, "limit" timestamptz, "metAt" timestamptz, rule text, jurisdiction text, explanation jsonb)
      where s.kind = o.kind and s.reference = o.reference
        and (s.about, s.title, s.path, s.provision, s.who, s."toWhom", s.since, s.target, s."limit", s."metAt", s.rule, s.jurisdiction, s.explanation)
          is not distinct from (o.about, o.title, o.path, o.provision, o.who, o.to_whom, o.since_at, o.target_at, o.limit_at, o.met_at, o.rule, o.jurisdiction, o.explanation));
  end if;
  insert into register.obligation (tenant_id, record_id, kind, reference, version, record_kind, about, title, path, provision, articles, who, to_whom,
    since_at, target_at, limit_at, met_at, rule, jurisdiction, explanation, recorded_at)
  select of_tenant, of_record, s.kind, s.reference, of_version, of_record_kind, s.about, s.title, s.path, s.provision, s.articles, s.who, s."toWhom",
    s.since, s.target, s."limit", s."metAt", s.rule, s.jurisdiction, s.explanation, at
  from jsonb_to_recordset(owed) as s (kind text, reference text, about uuid, title text, path text, provision text, articles text[], who text, "toWhom" text,
    since timestamptz, target timestamptz, "limit" timestamptz, "metAt" timestamptz, rule text, jurisdiction text, explanation jsonb)
  where not exists (select from register.obligation o
    where o.record_id = of_record and o.tenant_id is not distinct from of_tenant and o.kind = s.kind and o.reference = s.reference and o.superseded_at is null);
end $$;
