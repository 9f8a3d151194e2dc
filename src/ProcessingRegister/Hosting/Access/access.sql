-- Organisations by their name in addresses, actors, who holds which role, and API tokens (as digests only).
create schema if not exists access;

create table if not exists access.organisation (
  tenant_id  text primary key,
  slug       text not null unique,
  zone       text not null,
  created_at timestamptz not null default clock_timestamp()
);

-- An actor is a random reference. The issuer and subject by which an identity provider names the person stand here only, and can be erased.
create table if not exists access.actor (
  actor_id   uuid primary key,
  issuer     text,
  subject    text,
  created_at timestamptz not null default clock_timestamp(),
  unique (issuer, subject)
);

create table if not exists access.role_assignment (
  tenant_id text not null references access.organisation,
  actor_id  uuid not null references access.actor,
  roles     text[] not null,
  primary key (tenant_id, actor_id)
);
create index if not exists role_assignment_by_actor on access.role_assignment (actor_id);

create table if not exists access.token (
  token_id     uuid primary key,
  actor_id     uuid not null references access.actor,
  digest       bytea not null unique,
  name         text not null,
  created_by   uuid not null,
  created_at   timestamptz not null default clock_timestamp(),
  expires_at   timestamptz not null,
  last_used_at timestamptz,
  revoked_at   timestamptz
);

create table if not exists access.sign_in_link (
  digest     bytea primary key,
  actor_id   uuid not null references access.actor,
  expires_at timestamptz not null,
  used_at    timestamptz
);
create index if not exists token_by_actor on access.token (actor_id);

-- A browser's session: the cookie holds the secret, this its digest. It survives a restart, is known to every node, and ends when its row does.
create table if not exists access.session (
  digest     bytea primary key,
  actor_id   uuid not null references access.actor,
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null
);
