using System.Text;
using Marten;

namespace ProcessingRegister.Hosting;

/// <summary>One register of this program: what it adds to the store.</summary>
/// <param name="Name">The slice's name.</param>
/// <param name="Configure">Tells the store of the slice's records and events.</param>
public sealed record Register(string Name, Action<StoreOptions> Configure);

/// <summary>The list of registers: one line each, and the only place that names them all.</summary>
public static class Registers
{
    /// <summary>All registers.</summary>
    public static IReadOnlyList<Register> All { get; } =
    [
        new("ProcessingActivities", s => s.Keep<ProcessingActivities.ProcessingActivity>(ProcessingActivities.ProcessingActivity.Events)),
        new("ProcessingAgreements", s => s.Keep<ProcessingAgreements.ProcessingAgreement>(ProcessingAgreements.ProcessingAgreement.Events)),
    ];
}

/// <summary>The names of events in the store and in the ledger.</summary>
public static class EventName
{
    /// <summary>The class name in snake_case.</summary>
    public static string Of(Type type)
    {
        var name = new StringBuilder();
        foreach (var letter in type.Name)
        {
            if (char.IsUpper(letter) && name.Length > 0)
                name.Append('_');
            name.Append(char.ToLowerInvariant(letter));
        }

        return name.ToString();
    }
}
