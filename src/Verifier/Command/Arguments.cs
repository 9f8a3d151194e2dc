using System.Diagnostics.CodeAnalysis;

namespace Verifier.Command;

/// <summary>The arguments cannot be understood. The message says which.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>The arguments after the verb: options with a value, options without, and what stands for itself.</summary>
internal sealed class Arguments
{
    private readonly List<(string Name, string Value)> options = [];

    /// <summary>Reads them.</summary>
    /// <exception cref="UsageException">An option is not known, lacks its value, or there is not one target.</exception>
    public Arguments(IReadOnlyList<string> arguments, IReadOnlyCollection<string> withValue, IReadOnlyCollection<string> flags)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (flags.Contains(argument))
                options.Add((argument, ""));
            else if (withValue.Contains(argument))
                options.Add((argument, ++i < arguments.Count ? arguments[i] : throw new UsageException($"{argument} needs a value.")));
            else if (argument.StartsWith('-'))
                throw new UsageException($"{argument} is not an option here.");
            else if (Target is null)
                Target = argument;
            else
                throw new UsageException("There is more than one thing to verify.");
        }
        if (Target is null)
            throw new UsageException("It is not said what to verify.");
    }

    /// <summary>What stands for itself.</summary>
    [NotNull]
    public string? Target { get; }

    public bool Has(string name) => options.Any(option => option.Name == name);

    public IEnumerable<string> All(string name) => options.Where(option => option.Name == name).Select(option => option.Value);

    public string? Last(string name) => All(name).LastOrDefault();

    /// <summary>A whole number that is not negative.</summary>
    public int Number(string name, int otherwise) =>
        Last(name) is not { } text ? otherwise
        : int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number
        : throw new UsageException($"{name} needs a whole number.");
}
