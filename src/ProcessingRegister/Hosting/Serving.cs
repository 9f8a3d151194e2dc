namespace ProcessingRegister.Hosting;

/// <summary>Serves, and says on the console what a person needs to begin.</summary>
public static class Serving
{
    /// <summary>Runs until it is told to stop.</summary>
    public static async Task<int> RunAsync(WebApplication app, Database database, bool demo)
    {
        await app.StartAsync();
        Console.WriteLine($"Ready: {app.Urls.First()} organisation acme");
        await app.WaitForShutdownAsync();
        return 0;
    }
}
