using Npgsql;
using Xunit;

namespace ProcessingRegister.Tests.Ledger;

/// <summary>
/// What each role may do in the database. Logins that may do no more are made for it, as a login of the operator's would be: with the role granted, and
/// nothing else.
/// </summary>
[Collection(LedgerCollection.Name)]
public sealed class A_database_role(LedgerServer server)
{
    private static readonly string[] History =
        ["register.mt_events", "register.record_version", "register.feed", "ledger.log", "ledger.leaf", "ledger.tile", "ledger.checkpoint", "ledger.anchor", "ledger.signing_key",
            "transparency.file"];

    private static readonly string[] RefusedToTheOwner =
    [
        "update register.mt_events set data = '{}'", "update ledger.leaf set entry = ''", "update ledger.tile set data = ''", "update ledger.checkpoint set note = ''",
        "update ledger.anchor set evidence = ''", "update ledger.log set size = size - 1", "update ledger.log set signed_size = 0", "update ledger.log set origin = 'another'",
        "update ledger.log set refilled_to = 9", "truncate ledger.pending",
    ];

    // SELECT, INSERT, UPDATE, DELETE of the application, the sealer and the auditor; what is named by columns is in lower case. A table that is not
    // here has not been thought about.
    private static readonly string[] Expected =
    [
        "access.actor SIUD - -",
        "access.calendar_subscription SIu - -",
        "access.organisation SIUD s -",
        "access.role_assignment SIUD - -",
        "access.session SIUD - -",
        "access.sign_in_link SIUD - -",
        "access.token SIUD - -",
        "keys.subject_key SI - -",
        "keys.tenant_key SI - -",
        "ledger.anchor S SI S",
        "ledger.audit SIU S S",
        "ledger.checkpoint S SI S",
        "ledger.export SI S S",
        "ledger.leaf S SI S",
        "ledger.log S SIu S",
        "ledger.pending S SD S",
        "ledger.signing_key S SIu S",
        "ledger.tile S SI S",
        "messaging.wolverine_agent_restrictions SIUD - -",
        "messaging.wolverine_control_queue SIUD - -",
        "messaging.wolverine_dead_letter_history SIUD - -",
        "messaging.wolverine_dead_letters SIUD - -",
        "messaging.wolverine_incoming_envelopes SIUD - -",
        "messaging.wolverine_node_assignments SIUD - -",
        "messaging.wolverine_node_records SIUD - -",
        "messaging.wolverine_nodes SIUD - -",
        "messaging.wolverine_outgoing_envelopes SIUD - -",
        "notices.endpoint SIuD - -",
        "notices.letter SI - -",
        "notices.notice SIu - -",
        "notices.outcome SIu - -",
        "notices.reminder SIu - -",
        "notices.token SID - -",
        "register.answer SID - S",
        "register.batched_run SIU - S",
        "register.controller_run SIU - S",
        "register.elsewhere SID - S",
        "register.feed SI - S",
        "register.feed_epoch SI - S",
        "register.identity SI - S",
        "register.import SIUD - S",
        "register.import_part SIUD - S",
        "register.known_obligation S - S",
        "register.migration S - S",
        "register.mt_doc_access_consultation SIU - S",
        "register.mt_doc_access_request SIUD - S",
        "register.mt_doc_breach SIU - S",
        "register.mt_doc_change_notice SIU - S",
        "register.mt_doc_controller_notification SIU - S",
        "register.mt_doc_customer_report SIU - S",
        "register.mt_doc_deadletterevent SIU - S",
        "register.mt_doc_envelope SIU - S",
        "register.mt_doc_exporter_reporting SIU - S",
        "register.mt_doc_notice_template SIU - S",
        "register.mt_doc_organisation SIU - S",
        "register.mt_doc_processing_activity SIU - S",
        "register.mt_doc_processing_agreement SIU - S",
        "register.mt_doc_quarterly_report SIU - S",
        "register.mt_doc_report_profiles SIU - S",
        "register.mt_doc_reporting_mandate SIU - S",
        "register.mt_doc_residency_override SIU - S",
        "register.mt_doc_sealed_log SIU - S",
        "register.mt_doc_subprocessor SIU - S",
        "register.mt_doc_subprocessor_agreement SIU - S",
        "register.mt_doc_subprocessor_change SIU - S",
        "register.mt_event_progression SIU - S",
        "register.mt_event_projection_floors SIU - S",
        "register.mt_events SI S S",
        "register.mt_high_water_skips SIU - S",
        "register.mt_streams SIU - S",
        "register.obligation SIu - S",
        "register.record_version SI - S",
        "transparency.file SI - S",
        "transparency.quarter_end SIu - -",
        "vault.subject SI - -",
        "vault.value SI - -",
    ];

    private static readonly string[] Roles = ["register_app", "register_sealer", "register_auditor"];

    // What none of them may do.
    private static readonly string[] ForbiddenToAll =
    [
        .. History.SelectMany(table => (string[])
        [
            $"delete from {table}", $"truncate {table} cascade", $"drop table {table} cascade", $"alter table {table} disable trigger all", $"alter table {table} owner to current_user",
            $"create trigger mine before insert on {table} for each row execute function register.refuse_change()",
        ]),
        "update register.mt_events set data = '{}'", "update register.record_version set state = '{}'", "update register.feed set tenant_id = 'x'", "update ledger.leaf set entry = ''",
        "update ledger.tile set data = ''", "update ledger.checkpoint set note = ''", "update ledger.anchor set evidence = ''", "update ledger.pending set queued_at = now()",
        "update ledger.log set origin = 'another'", "update ledger.log set refilled_to = 1", "update ledger.log set tenant_id = 'x'", "update ledger.signing_key set public_key = ''",
        "insert into ledger.pending values ('x', 1)", "truncate ledger.pending",
        "set session_replication_role = replica", "set role postgres", "set session authorization postgres", "create schema another", "create extension dblink",
        "create table ledger.mine (x int)", "create function ledger.mine() returns int language sql as 'select 1'", "create function register.mine() returns int language sql as 'select 1'",
        "create or replace function ledger.queue_event() returns trigger language plpgsql as 'begin return null; end'", "alter function ledger.queue_event() set search_path = pg_temp",
        "copy register.mt_events to program 'true'",
        // The trigger's function has its owner's rights: on a table of one's own it would queue what is no event.
        "create temp table mine (tenant_id text, seq_id bigint); create trigger mine after insert on mine for each row execute function ledger.queue_event()",
    ];

    private static readonly (string Role, string Act)[] Forbidden =
    [
        .. Roles.SelectMany(role => ForbiddenToAll.Select(act => (role, act))),
        .. History.Where(table => table.StartsWith("ledger.", StringComparison.Ordinal)).Select(table => ("register_app", $"insert into {table} default values")),
        ("register_app", "delete from ledger.pending"),
        ("register_app", "update ledger.log set size = 0"),
        ("register_app", "update ledger.log set refusal = null"),
        ("register_app", "update ledger.signing_key set active_until = now()"),
        ("register_sealer", "insert into register.mt_events default values"),
        ("register_sealer", "insert into register.mt_streams default values"),
        ("register_sealer", "select zone from access.organisation"),
        ("register_auditor", "insert into register.mt_events default values"),
        ("register_auditor", "insert into ledger.leaf default values"),
        ("register_auditor", "delete from ledger.pending"),
        .. new[] { "vault.value", "vault.subject", "keys.subject_key", "keys.tenant_key", "access.token", "access.session", "messaging.wolverine_incoming_envelopes" }
            .SelectMany(table => (IEnumerable<(string, string)>)[("register_sealer", $"select 1 from {table}"), ("register_auditor", $"select 1 from {table}")]),
    ];

    [Fact]
    public async Task May_do_none_of_what_it_must_not()
    {
        await using var ledger = await LedgerUnderTest.OpenAsync(server);
        var tenant = LedgerUnderTest.NewTenant();
        await ledger.AppendAsync(tenant, 2);
        await ledger.SealAsync();
        var allowed = new List<string>();
        foreach (var roleOf in Forbidden.GroupBy(act => act.Role))
        {
            await using var login = await LoginAsync(ledger, roleOf.Key);
            foreach (var (role, act) in roleOf)
            {
                if (await StateOfAsync(login, act) is not (PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidParameterValue) and var state)
                    allowed.Add($"{role}: {act} ({state})");
            }
        }

        Assert.Empty(allowed);
    }

    /// <summary>Grants do not bind the owner; the tables refuse by themselves, until somebody takes their triggers off.</summary>
    [Fact]
    public async Task Is_not_needed_for_the_tables_to_refuse()
    {
        await using var ledger = await LedgerUnderTest.OpenAsync(server);
        await ledger.AppendAsync(LedgerUnderTest.NewTenant(), 260);
        await ledger.SealAsync();
        await ledger.TamperAsync("insert into ledger.anchor select log_id, size, 'witness', 'w', '', now() from ledger.checkpoint");
        await ledger.TamperAsync("insert into transparency.file (tenant_id, sha256, content) values ('t', sha256('frozen'), 'frozen')");
        var allowed = new List<string>();
        foreach (var table in History)
        {
            foreach (var act in new[] { $"delete from {table}", $"truncate {table} cascade" })
            {
                if (await StateOfAsync(ledger.Owner, act) != PostgresErrorCodes.InsufficientPrivilege)
                    allowed.Add(act);
            }
        }

        foreach (var act in RefusedToTheOwner)
        {
            if (await StateOfAsync(ledger.Owner, act) != PostgresErrorCodes.InsufficientPrivilege)
                allowed.Add(act);
        }

        Assert.Empty(allowed);
    }

    [Fact]
    public async Task Has_the_rights_that_were_thought_about_on_every_table()
    {
        await using var ledger = await LedgerUnderTest.OpenAsync(server);
        await using var command = ledger.Owner.CreateCommand(
            """
            with tables as (select c.oid, n.nspname || '.' || c.relname as name, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname in ('register', 'ledger', 'vault', 'keys', 'access', 'messaging', 'notices', 'transparency')),
            rights as (select name, role, string_agg(case when has_table_privilege(role, oid, privilege) then letter
                when privilege <> 'DELETE' and has_any_column_privilege(role, oid, privilege) then lower(letter) else '' end, '' order by place) as letters
              from tables, unnest(array['register_app', 'register_sealer', 'register_auditor']) as role,
                (values ('SELECT', 'S', 1), ('INSERT', 'I', 2), ('UPDATE', 'U', 3), ('DELETE', 'D', 4)) as p (privilege, letter, place) group by name, role)
            select name || ' ' || string_agg(coalesce(nullif(letters, ''), '-'), ' ' order by array_position(array['register_app', 'register_sealer', 'register_auditor'], role))
            from rights group by name order by name
            """);
        var rights = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            rights.Add(reader.GetString(0));

        Assert.Equal(Expected, rights.Order(StringComparer.Ordinal));
    }

    private static async Task<NpgsqlDataSource> LoginAsync(LedgerUnderTest ledger, string role)
    {
        var login = $"login_of_{role}_{ledger.Database}";
        await using var create = ledger.Owner.CreateCommand($"create role {login} login password 'test' in role {role}");
        await create.ExecuteNonQueryAsync();
        return NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(ledger.ApplicationConnection) { Username = login, Password = "test", Options = $"-c role={role}" }.ConnectionString);
    }

    private static async Task<string> StateOfAsync(NpgsqlDataSource source, string act)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(act, connection);
        try
        {
            await command.ExecuteNonQueryAsync();
            return "done";
        }
        catch (PostgresException e)
        {
            return e.SqlState;
        }
    }
}
