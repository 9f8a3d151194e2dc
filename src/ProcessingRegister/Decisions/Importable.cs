namespace ProcessingRegister.Decisions;

/// <summary>How one kind of record takes part in imports, seen without its types; each slice offers one, and Imports knows no slice by name.</summary>
public interface IImportable
{
    /// <summary>The member of the import file that holds these records, such as <c>processingActivities</c>: an array, or one object.</summary>
    string Section { get; }

    /// <summary>The request that each item of the section has the shape of.</summary>
    Type Item { get; }

    /// <summary>Short names of columns for CSV, beside JSON Pointers.</summary>
    IReadOnlyList<ImportColumn> Columns { get; }

    /// <summary>The roles one of which is needed to commit such records; none in particular when empty, beyond what an import needs by itself.</summary>
    IReadOnlyList<Role> AllowedTo { get; }

    /// <summary>Hands the types to somebody who needs them.</summary>
    TResult Offer<TResult>(IImportableUser<TResult> user);
}

/// <summary>Somebody who works with importable records of any kind.</summary>
public interface IImportableUser<out TResult>
{
    /// <summary>Works with one kind.</summary>
    TResult Use<T, TItem>(Importable<T, TItem> importable) where T : Record, IRecord<T> where TItem : class;
}

/// <summary>How records of kind <typeparamref name="T"/> take part in imports; see <see cref="Importable.Of"/> for the usual way.</summary>
/// <param name="Section">The member of the import file that holds them.</param>
/// <param name="Reference">How the item is called in the import's report.</param>
/// <param name="Revise">Decides what the item means for the record that it is about, by the command that revises it. Pure.</param>
public sealed record Importable<T, TItem>(string Section, Func<TItem, string> Reference, Func<TItem, T, Moment, Decision> Revise) : IImportable
    where T : Record, IRecord<T> where TItem : class
{
    /// <summary>Creates the record of an item that is not known; <c>null</c> for the one record that is the organisation itself, and is always known.</summary>
    public Func<TItem, ICreation<T>>? Creation { get; init; }

    /// <inheritdoc />
    public IReadOnlyList<ImportColumn> Columns { get; init; } = [];

    /// <inheritdoc />
    public IReadOnlyList<Role> AllowedTo { get; init; } = [];

    /// <inheritdoc />
    public Type Item => typeof(TItem);

    /// <inheritdoc />
    public TResult Offer<TResult>(IImportableUser<TResult> user) => user.Use(this);
}

/// <summary>The usual way to take part in imports.</summary>
public static class Importable
{
    /// <summary>An item is the very request that creates a record over HTTP.</summary>
    public static Importable<T, TCreation> Of<T, TCreation>(string section, Func<TCreation, string> reference, Func<TCreation, T, Moment, Decision> revise)
        where T : Record, IRecord<T> where TCreation : class, ICreation<T> => new(section, reference, revise) { Creation = item => item };
}

/// <summary>A column of a CSV file by a short name.</summary>
/// <param name="Name">The name in the header row.</param>
/// <param name="Pointer">
/// Where the cell goes: a JSON Pointer into the item. A last <c>*</c> makes of the cell a list, separated by <c>;</c>, and an earlier one means every
/// element that the list before it has by then.
/// </param>
/// <param name="Members">When given, each element of the list is an object of these members, its parts separated by <c>:</c> in this order.</param>
public sealed record ImportColumn(string Name, string Pointer, params IReadOnlyList<string> Members);
