namespace ProcessingRegister.Hosting.PrivatePostgres;

/// <summary>
/// The private database cannot be had: no suitable PostgreSQL, a folder in use, or a server that does not start. The message is one or
/// two lines for the person at the terminal: what is the matter, and what to do. It holds no password, and the home folder, whose name
/// is often a person's, appears as <c>~</c>.
/// </summary>
public sealed class PostgresUnavailableException : Exception
{
    public PostgresUnavailableException(string whatIsTheMatter, string? whatToDo = null)
        : base(WithoutHome(whatToDo is null ? whatIsTheMatter : $"{whatIsTheMatter}\n{whatToDo}"))
    {
    }

    internal static string WithoutHome(string text) =>
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 1 } home
            ? text.Replace(home, "~", StringComparison.Ordinal)
            : text;
}
