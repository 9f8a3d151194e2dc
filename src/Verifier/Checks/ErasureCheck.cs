using System.Text.Json;
using MerkleLog;
using Verifier.Reports;
using Verifier.Sources;

namespace Verifier.Checks;

/// <summary>
/// V4b and V9: a personal value opens the commitment in its event, or a sealed event says that it was erased; what a row no longer opens, a sealed
/// event says that it was redacted.
/// </summary>
internal sealed class ErasureCheck(ILedgerSource source, string temporaryDirectory) : IDisposable
{
    /// <summary>The type of the event whose <c>eventId</c> names an event that was redacted.</summary>
    public const string PayloadRedacted = "payload_redacted";

    /// <summary>The type of the event whose <c>values</c> are the ids of the personal values that were erased.</summary>
    public const string SubjectErased = "subject_erased";

    private const string ValueFailure = "personal values do not open the commitments of their events";
    private const string ErasureFailure = "something was erased that no sealed event says was erased, or is there although one does";

    private readonly ExternalSort<ErasureSighting> redactions = new(temporaryDirectory);
    private readonly ExternalSort<ErasureSighting> values = new(temporaryDirectory);
    private readonly Findings valueFindings = new();
    private readonly Findings erasureFindings = new();
    private readonly bool hasValues = source.Parts.HasFlag(LedgerParts.Values);
    private long redacted, redactedUnlawfully, redactedUndecided;
    private long opened, erased, gone, undecided, wrong, strangers;
    private long unreadableErasures;
    private long unjudgedRows;

    public ItemCounts? Values => hasValues ? new(opened, erased, wrong + gone, undecided) : null;

    /// <summary>Redacted rows by their state, together with what V4 found.</summary>
    public ItemCounts Rows(RowCheck rows) => new(rows.Intact, redacted, rows.Mismatches + redactedUnlawfully, redactedUndecided);

    /// <summary>Takes a leaf and what V4 found of its row; no state where the row is missing.</summary>
    public void Take(long leafIndex, Entry entry, EventRow? row, RowState? state)
    {
        if (state == RowState.Erased)
            redactions.Add(new(Sighting.KeyOf(entry.Id), Side.Reference, leafIndex, default));
        if (state == RowState.Intact)
            TakeIntact(leafIndex, entry.Type, row!);
        else
            unjudgedRows++;
        // An event that might say why something is gone, and cannot be read itself, leaves that open.
        if (state != RowState.Intact && entry.Type is PayloadRedacted or SubjectErased)
            unreadableErasures++;
    }

    /// <summary>Takes the references of a row that has no entry yet.</summary>
    public void TakeUnsealed(EventRow row)
    {
        if (hasValues)
            AddReferences(EventRow.NoLeaf, row);
    }

    /// <summary>Takes the personal values and judges everything.</summary>
    public async ValueTask<(CheckResult Values, CheckResult Erasures)> ResultsAsync(string tenant, bool entriesAreThoseOfTheLog, CancellationToken cancellationToken)
    {
        if (!entriesAreThoseOfTheLog)
        {
            const string Reason = "the entries are not those of the checkpoint (V2), so no event of it can be relied on";
            return (CheckResult.NotChecked(CheckId.Values, Reason), CheckResult.NotChecked(CheckId.Erasures, Reason));
        }
        JudgeRedactions();
        if (hasValues)
        {
            await TakeValuesAsync(tenant, cancellationToken);
            JudgeValues();
        }
        return (OfValues(), OfErasures());
    }

    public void Dispose()
    {
        redactions.Dispose();
        values.Dispose();
    }

    private CheckResult OfValues() =>
        !hasValues ? CheckResult.NotChecked(CheckId.Values, "personal values are not included")
        : valueFindings.Result(CheckId.Values, $"{opened} personal values open the commitments of their events; {erased} were erased lawfully"
            + (strangers == 0 ? "" : $"; {strangers} belong to no event that can be read"), ValueFailure);

    private CheckResult OfErasures()
    {
        UncheckedPart[] parts = hasValues ? [] : [new(CheckId.Part.ErasedValues, "values that are gone, since personal values are not included")];
        var open = redactedUndecided + undecided;
        return open > 0
            ? erasureFindings.ResultOrNotChecked(CheckId.Erasures,
                $"{open} items are gone, and of the events that might say why {unreadableErasures} cannot be read (V4, V5)", ErasureFailure, parts)
            : erasureFindings.Result(CheckId.Erasures,
                $"{redacted} redacted events and {erased} erased values, each named by a sealed event", ErasureFailure, parts);
    }

    private void TakeIntact(long leafIndex, string type, EventRow row)
    {
        try
        {
            if (type == PayloadRedacted)
                redactions.Add(new(Sighting.KeyOf(JsonElement.Parse(row.Data.Span).GetProperty("eventId").GetGuid()), Side.Erasure, leafIndex, default));
            if (type == SubjectErased && JsonElement.Parse(row.Data.Span).TryGetProperty("values", out var ids))
            {
                foreach (var id in ids.EnumerateArray())
                    values.Add(new(Sighting.KeyOf(id.GetGuid()), Side.Erasure, leafIndex, default));
            }
        }
        catch (Exception malformed) when (malformed is KeyNotFoundException or FormatException or InvalidOperationException)
        {
            erasureFindings.Add($"leaf {leafIndex}: the {type} does not say what was erased");
        }
        if (hasValues)
            AddReferences(leafIndex, row);
    }

    private void AddReferences(long leafIndex, EventRow row)
    {
        foreach (var reference in PersonalReferences.In(row.Data))
            values.Add(new(Sighting.KeyOf(reference.ValueId), Side.Reference, leafIndex, PersonalReferences.Digest(row.Id, reference.Pointer, reference.Commitment)));
    }

    private void JudgeRedactions()
    {
        ErasureSighting? erasure = null;
        foreach (var sighting in redactions.Sorted())
        {
            if (sighting.Side == Side.Erasure)
                erasure = sighting;
            else if (erasure?.Key == sighting.Key)
                redacted++;
            else if (unreadableErasures > 0)
                redactedUndecided++;
            else
            {
                redactedUnlawfully++;
                erasureFindings.Add($"leaf {sighting.LeafIndex}, event {Sighting.IdOf(sighting.Key):D}: its salt or data is gone, and no sealed {PayloadRedacted} names it");
            }
        }
    }

    private async ValueTask TakeValuesAsync(string tenant, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var value in source.ValuesAsync(cancellationToken))
            {
                if (value is null)
                    valueFindings.Add("a personal value cannot be read");
                else if (Commit(tenant, value) is { } commitment)
                    values.Add(new(Sighting.KeyOf(value.Id), Side.Value, 0, PersonalReferences.Digest(value.EventId, value.Pointer, commitment)));
                else
                    valueFindings.Add($"value {value.Id:D}: its secret or its JSON is malformed");
            }
        }
        catch (LedgerUnreadableException unreadable)
        {
            valueFindings.Add(unreadable.Message);
        }
    }

    private static Hash? Commit(string tenant, ValueRow value)
    {
        try
        {
            return Commitment.OfValue(value.Secret.Span, tenant, value.EventId, value.Pointer, CanonicalJson.BytesOfText(value.Value.Span));
        }
        catch (Exception malformed) when (malformed is CanonicalJsonException or ArgumentException)
        {
            return null;
        }
    }

    private void JudgeValues()
    {
        var group = new ValueGroup(default);
        foreach (var sighting in values.Sorted())
        {
            if (group.Key != sighting.Key)
            {
                Close(group);
                group = new ValueGroup(sighting.Key);
            }
            if (sighting.Side == Side.Erasure)
                group = group with { IsErased = true };
            else if (sighting.Side == Side.Value && group.Value is not null)
                valueFindings.Add($"value {Sighting.IdOf(sighting.Key):D}: it is there twice");
            else if (sighting.Side == Side.Value)
                group = group with { Value = sighting.Digest };
            else
            {
                group = group with { IsReferredTo = true };
                Judge(group, sighting);
            }
        }
        Close(group);
    }

    private void Judge(ValueGroup group, ErasureSighting reference)
    {
        var place = $"value {Sighting.IdOf(group.Key):D}, leaf {reference.LeafIndex}";
        var opens = group.Value == reference.Digest;
        if (opens)
            opened++;
        else if (group.IsErased)
            erased++;
        else if (group.Value is not null)
            wrong++;
        else if (unreadableErasures > 0)
            undecided++;
        else
            gone++;
        if (opens && group.IsErased)
            erasureFindings.Add($"{place}: a sealed {SubjectErased} says that it was erased, and it still opens");
        else if (!opens && !group.IsErased && group.Value is not null)
            valueFindings.Add($"{place}: it does not open the commitment");
        else if (!opens && !group.IsErased && unreadableErasures == 0)
            erasureFindings.Add($"{place}: it is gone, and no sealed {SubjectErased} names it");
    }

    private void Close(ValueGroup group)
    {
        if (group.Value is null || group.IsReferredTo)
            return;
        strangers++;
        // The events that cannot be read may be the ones that refer to it.
        if (unjudgedRows == 0)
            valueFindings.Add($"value {Sighting.IdOf(group.Key):D}: no event refers to it");
    }

    /// <summary>What was met of one value.</summary>
    private sealed record ValueGroup(UInt128 Key, bool IsErased = false, Hash? Value = null, bool IsReferredTo = false);
}
