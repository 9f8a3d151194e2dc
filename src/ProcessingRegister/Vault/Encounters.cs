namespace ProcessingRegister.Vault;

/// <summary>
/// Notes which personal texts and which persons a piece of (de)serialisation passes, in document order. Serialisation visits exactly what is stored, so
/// whatever is found this way is found completely, and without reflection of our own.
/// </summary>
internal static class Encounters
{
    [ThreadStatic] private static List<PersonalText>? texts;
    [ThreadStatic] private static List<IAboutSubject>? subjects;

    /// <summary>Whether somebody wants to know; only then may an unsealed text pass.</summary>
    public static bool Watching => texts is not null;

    /// <summary>Notes a text.</summary>
    public static void Meet(PersonalText text) => texts?.Add(text);

    /// <summary>Notes somebody spoken of.</summary>
    public static void Meet(IAboutSubject subject) => subjects?.Add(subject);

    /// <summary>Runs a synchronous piece of work and returns what it met.</summary>
    public static (TResult Result, List<PersonalText> Texts, List<IAboutSubject> Subjects) During<TResult>(Func<TResult> work)
    {
        var before = (texts, subjects);
        var (metTexts, metSubjects) = (texts, subjects) = ([], []);
        try
        {
            return (work(), metTexts!, metSubjects!);
        }
        finally
        {
            (texts, subjects) = before;
        }
    }
}
