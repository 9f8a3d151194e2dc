using System.Data.Common;
using System.Text.Json;
using System.Text.RegularExpressions;
using Marten.Internal;
using Marten.Internal.Operations;
using NpgsqlTypes;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.Vault;
using Weasel.Postgresql;
using Weasel.Storage;

namespace ProcessingRegister.Reading;

/// <summary>One thing that a record owes, as the table <c>register.obligation</c> keeps it: everything but how it stands.</summary>
/// <param name="Kind">What is owed.</param>
/// <param name="Reference">Which of several of a kind; empty when there is one.</param>
/// <param name="About">The record itself, or the one that it is a part of.</param>
/// <param name="Title">How the record calls itself.</param>
/// <param name="Path">Its address below the organisation's.</param>
/// <param name="Provision">The provision that it follows from.</param>
/// <param name="Articles">The provision taken apart: each article, paragraph and point that it is, or lies under.</param>
/// <param name="Who">Whose duty it is.</param>
/// <param name="ToWhom">To whom it is owed.</param>
/// <param name="Since">What sets it running (UTC).</param>
/// <param name="Target">What to work to (UTC).</param>
/// <param name="Limit">What no reading goes beyond (UTC); <c>null</c> where the law names no end.</param>
/// <param name="MetAt">When it was met (UTC).</param>
/// <param name="Rule">The rule by which it is due.</param>
/// <param name="Jurisdiction">Whose law it is.</param>
/// <param name="Explanation">How the deadline was computed.</param>
public sealed record Owing(
    string Kind, string Reference, Guid About, string? Title, string? Path, string Provision, IReadOnlyList<string> Articles, DutyParty Who, DutyParty ToWhom,
    DateTimeOffset Since, DateTimeOffset Target, DateTimeOffset? Limit, DateTimeOffset? MetAt, string Rule, string? Jurisdiction, Explanation? Explanation)
{
    /// <summary>
    /// The kind under which a record stands whose deadlines cannot be computed, since the law that governs it is not among the data: somebody has to look
    /// at it until it is. The organisation answers for being able to show that it complies, Art. 5(2).
    /// </summary>
    public const string LawNotKnown = "law.notKnown";

    /// <summary>What a record owes by the law, and whether that is the whole of it: it is not where the law for a part of it is not known.</summary>
    /// <remarks>A fact must be recorded whether or not the law that follows from it is known, and the duty must not be lost: so nothing is thrown here.</remarks>
    public static (IReadOnlyList<Owing> Owed, bool IsWhole) Of(Record record, LawBook law)
    {
        var owes = (IOwes)record;
        try
        {
            return (Numbered([.. owes.Obligations(law, record.RecordedAt).Select(o => Of(o, owes))]), true);
        }
        catch (Exception e) when (e is LawUnknownException or LawNotApplicableException)
        {
            var looked = Obligation.WithoutUndueDelay(new(record.Id, LawNotKnown, "Art. 5(2)", DutyParty.Keeper, DutyParty.SupervisoryAuthority), record.RecordedAt, null);
            return ([Of(looked, owes)], false);
        }
    }

    /// <summary>The articles, paragraphs and points that a provision names, each with those that it lies under: <c>Art. 33(1)</c> is of 33 and of 33(1).</summary>
    public static IReadOnlyList<string> ArticlesOf(string provision)
    {
        var articles = new List<string>();
        foreach (var article in Patterns.Article().Matches(provision).Select(match => match.Value))
        {
            for (var end = article.IndexOf('('); end >= 0; end = article.IndexOf('(', end + 1))
                articles.Add(article[..end]);
            articles.Add(article);
        }

        return [.. articles.Distinct()];
    }

    private static Owing Of(Obligation o, IOwes owes) => new(
        o.Kind, o.Reference ?? "", owes.PartOf ?? o.RecordId, owes.Title?.Value, owes.Path, o.Provision, ArticlesOf(o.Provision), o.Who, o.ToWhom,
        o.Since, o.Target, o.Limit, o.MetAt, ShownDeadline.RuleOf(o), o.Deadline?.Jurisdiction?.Code, o.Deadline?.Explanation);

    // A record owes one thing of a kind and reference. One that states two by mistake must still be able to record facts, and neither may be lost.
    private static IReadOnlyList<Owing> Numbered(IReadOnlyList<Owing> owed) =>
        [.. owed.GroupBy(o => (o.Kind, o.Reference)).SelectMany(same => same.Select((o, n) => n == 0 ? o : o with { Reference = $"{o.Reference} ({n + 1})".Trim() }))];
}

/// <summary>How provisions are cited.</summary>
internal static partial class Patterns
{
    // Not the numbers of an act, such as 2022/2554.
    [GeneratedRegex(@"(?<![\w/(.])\d+(?:\.\d+)*[a-z]?(?:\(\w+\))*(?![\w/])")]
    public static partial Regex Article();
}

/// <summary>Restates what a record owes, in the transaction of the events that change it. What a new record owes is only added, since nothing stood before.</summary>
internal sealed class RestateObligations(string tenantId, string kind, Record record, bool isFirst) : Marten.Internal.Operations.IStorageOperation, NoDataReturnedCall
{
    /// <summary>The statement; its parameters are organisation, record, kind, version, time of recording, whether it is the whole, and what is owed.</summary>
    public const string Sql = "call register.restate_obligations($1, $2, $3, $4, $5, $6, $7)";

    public Type DocumentType => record.GetType();

    /// <summary>What is owed, as the statement takes it.</summary>
    public static string Json(IReadOnlyList<Owing> owed) => JsonSerializer.Serialize(owed, RegisterJson.Storage);

    public void ConfigureCommand(ICommandBuilder builder, IStorageSession session)
    {
        var (owed, isWhole) = Owing.Of(record, LawBook.Current);
        builder.Append(isFirst ? "call register.state_obligations(" : "call register.restate_obligations(");
        builder.AppendParameter(tenantId);
        builder.Append(", ");
        builder.AppendParameter(record.Id);
        builder.Append(", ");
        builder.AppendParameter(kind);
        builder.Append(", ");
        builder.AppendParameter(record.Version);
        builder.Append(", ");
        builder.AppendParameter(record.RecordedAt, NpgsqlDbType.TimestampTz);
        builder.Append(", ");
        if (!isFirst)
        {
            builder.AppendParameter(isWhole);
            builder.Append(", ");
        }

        builder.AppendParameter(Json(owed), NpgsqlDbType.Jsonb);
        builder.Append(")");
    }

    public Task PostprocessAsync(DbDataReader reader, IList<Exception> exceptions, CancellationToken token) => Task.CompletedTask;

    public Weasel.Core.OperationRole Role() => Weasel.Core.OperationRole.Other;
}
