using System.Security.Cryptography;
using System.Text;
using Npgsql;
using ProcessingRegister.Decisions;

namespace ProcessingRegister.Hosting.Access;

/// <summary>By what a caller shows who calls; each kind knows how its actor is found.</summary>
internal abstract record Credential
{
    /// <summary>Names the credential in memory without revealing it.</summary>
    public abstract string Key { get; }

    /// <summary>A query for <c>actor_id, token_id, expires_at</c>; its own parameters start at $3, after the slug and now.</summary>
    public abstract string Caller { get; }

    /// <summary>The values of those parameters.</summary>
    public abstract IEnumerable<object> Values { get; }

    /// <summary>An API token.</summary>
    public sealed record Token(byte[] Digest) : Credential
    {
        public override string Key => "token " + Convert.ToHexString(Digest);

        public override string Caller => "select actor_id, token_id, expires_at from access.token where digest = $3 and revoked_at is null and expires_at > $2";

        public override IEnumerable<object> Values => [Digest];
    }

    /// <summary>The cookie of a browser's session.</summary>
    public sealed record Session(byte[] Digest) : Credential
    {
        public override string Key => "session " + Convert.ToHexString(Digest);

        public override string Caller => "select actor_id, null::uuid as token_id, expires_at from access.session where digest = $3 and expires_at > $2";

        public override IEnumerable<object> Values => [Digest];
    }

    /// <summary>Somebody for whom the identity provider vouches; its token was checked for this request.</summary>
    /// <param name="Issuer">Who vouches.</param>
    /// <param name="Subject">For whom, in the issuer's words.</param>
    /// <param name="Claimed">The roles that the issuer states, by slug.</param>
    public sealed record Identity(string Issuer, string Subject, IReadOnlyDictionary<string, IReadOnlySet<Role>> Claimed) : Credential
    {
        public override string Key => "identity " + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{Issuer}\n{Subject}")));

        // $2 is of no use here, but every parameter that is sent must be named.
        public override string Caller =>
            "select actor_id, null::uuid as token_id, null::timestamptz as expires_at from access.actor where issuer = $3 and subject = $4 and $2::timestamptz is not null";

        public override IEnumerable<object> Values => [Issuer, Subject];
    }

    /// <summary>Never the credential.</summary>
    public sealed override string ToString() => "[credential]";

    /// <summary>Adds the values to a command.</summary>
    public void AddTo(NpgsqlParameterCollection parameters)
    {
        foreach (var value in Values)
            parameters.AddWithValue(value);
    }
}
