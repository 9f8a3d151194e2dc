using System.Reflection;
using System.Xml.Linq;
using Marten;
using Marten.Events;
using ProcessingRegister.Decisions;
using ProcessingRegister.Hosting;

namespace ProcessingRegister.Tests.Rules;

/// <summary>The program as reflection sees it: its events, records, commands and what is written about them.</summary>
internal static class ProgramTypes
{
    /// <summary>Every type of the service.</summary>
    public static IReadOnlyList<Type> All { get; } = typeof(Register).Assembly.GetTypes();

    /// <summary>Every event that a register tells the store of, with its name there.</summary>
    public static IReadOnlyDictionary<Type, string> Events { get; } = EventsOfTheRegisters();

    /// <summary>Every kind of record.</summary>
    public static IReadOnlyList<Type> Records { get; } = [.. All.Where(type => Implements(type, typeof(IRecord<>)))];

    /// <summary>Every command and every creation.</summary>
    public static IReadOnlyList<Type> Commands { get; } =
        [.. All.Where(type => !type.IsInterface && (Implements(type, typeof(ICommand<>)) || Implements(type, typeof(ICreation<>))))];

    /// <summary>The events that a record names as its own.</summary>
    public static Type[] EventsOf(Type record) =>
        (Type[]?)record.GetProperty("Events", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) ?? [];

    /// <summary>The first sentence that is written about a type, on one line.</summary>
    public static string SummaryOf(Type type) =>
        Documentation.Value.TryGetValue($"T:{type.FullName}", out var summary) ? summary : "";

    private static bool Implements(Type type, Type definition) =>
        type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == definition);

    private static Dictionary<Type, string> EventsOfTheRegisters()
    {
        var options = new StoreOptions();
        foreach (var register in Registers.All)
            register.Configure(options);
        return ((IReadOnlyEventStoreOptions)options.Events).AllKnownEventTypes().Where(e => e.EventType.Assembly == typeof(Register).Assembly)
            .ToDictionary(e => e.EventType, e => e.EventTypeName);
    }

    private static readonly Lazy<Dictionary<string, string>> Documentation = new(() =>
        XDocument.Load(Path.ChangeExtension(typeof(Register).Assembly.Location, ".xml")).Descendants("member")
            .Where(member => member.Element("summary") is not null)
            .ToDictionary(member => member.Attribute("name")!.Value, member => Plain(member.Element("summary")!)));

    private static string Plain(XElement summary) => string.Join(' ', string.Concat(summary.Nodes().Select(node => node switch
    {
        XElement e => e.Attribute("cref")?.Value.Split('.')[^1] ?? e.Attribute("name")?.Value ?? e.Value,
        _ => node.ToString(),
    })).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
