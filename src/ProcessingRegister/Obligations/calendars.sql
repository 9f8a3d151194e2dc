-- Addresses under which calendar programs fetch what is owed. The secret of the address is not here, only its digest.
create table if not exists access.calendar_subscription (
  tenant_id  text not null references access.organisation,
  id         uuid not null,
  digest     bytea not null unique,
  name       text not null,
  roles      text[] not null,
  created_by uuid not null references access.actor,
  created_at timestamptz not null,
  revoked_at timestamptz,
  primary key (tenant_id, id)
);
