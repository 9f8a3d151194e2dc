using System.Globalization;
using Benchmarks.Measuring;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.Reading;

namespace Benchmarks.Measurements;

/// <summary>What it costs to read the register as it was, and whether that grows with what has happened since.</summary>
internal sealed class Past : IMeasurement
{
    private const int Long = 20;

    /// <inheritdoc />
    public string Name => "past";

    /// <inheritdoc />
    public async Task<Section> MeasureAsync(TestBed bed)
    {
        await using var few = await Register.OpenAsync(bed, 1);
        await using var many = await Register.OpenAsync(bed, Long);
        var figures = new List<Figure>();
        foreach (var (what, read) in new (string, Func<Register, View, Task<double>>)[]
        {
            ("The whole register", (register, view) => register.AllAsync(view)),
            ("A page of 50", (register, view) => register.PagesAsync(view)),
            ("A page of 50 over HTTP", (register, view) => register.AskAsync(view)),
        })
        {
            var times = await Rounds.InterleavedAsync(2 * bed.Rounds + 1, () => read(few, View.Now), () => read(few, few.First), () => read(many, View.Now),
                () => read(many, many.Middle), () => read(many, many.First));
            figures.Add(Figure.Compared($"{what} as of the past, {few.Events:#,0} events", "ms", times[1], "now", times[0], Target.RatioAtMost(1.5)));
            figures.Add(Figure.Compared($"{what} as of the past, {many.Events:#,0} events", "ms", times[3], "now", times[2], Target.RatioAtMost(1.5)));
            figures.Add(Figure.Compared(
                $"{what} as of the first day, {many.Events:#,0} events", "ms", times[4], $"the same with {few.Events:#,0} events", times[1], Target.RatioAtMost(1.25)));
        }

        return new Section("The register as of a past date",
            $"Two databases with {bed.Records:#,0} processing activities each: in one every record has 1 event, in the other {Long}. The past is the middle of each record's "
            + "history; the first day is that on which every record had one event, so that both databases show the same and differ only in what has happened since. Flat means that "
            + "twenty times the events cost at most a quarter more. The whole register and its pages are read by `RecordQueries`, as the registers and exports do, and pages over "
            + "HTTP by `?asOf=`. The time of a page is the mean over 40 pages in each round.",
            figures);
    }

    private sealed class Register(RegisterDatabase database, ServerProcess server, PageWalk pages, int records, int eventsEach) : IAsyncDisposable
    {
        private const int Sample = 40;
        private readonly HttpClient http = server.Client();

        public int Events => records * eventsEach;

        /// <summary>After the first event of every record.</summary>
        public View First { get; } = new(Filling.At(0, eventsEach).AddHours(1), null);

        /// <summary>After half of the events of every record.</summary>
        public View Middle { get; } = new(Filling.At(eventsEach / 2, eventsEach).AddHours(1), null);

        public static async Task<Register> OpenAsync(TestBed bed, int eventsEach)
        {
            var database = await bed.RegisterAsync(eventsEach);
            var server = await database.ServeAsync();
            using var http = server.Client();
            return new(database, server, await PageWalk.OfAsync(http, database.Access, 50), bed.Records, eventsEach);
        }

        public Task<double> AllAsync(View view) => Rounds.MillisecondsAsync(async () =>
        {
            var found = 0;
            await foreach (var _ in database.Records.AllAsync<ProcessingActivity>(database.Access.TenantId, view, null, default))
                found++;
            if (found != records)
                throw new InvalidOperationException($"Of {records} records {found} were there.");
        });

        public async Task<double> PagesAsync(View view) => await MeanAsync(async page =>
        {
            var (found, _) = await database.Records.PageAsync<ProcessingActivity>(database.Access.TenantId, view, pages.After[page], 50, null, default);
            if (found.Count == 0)
                throw new InvalidOperationException("The page is empty.");
        });

        public async Task<double> AskAsync(View view) => await MeanAsync(page => PageWalk.GetAsync(http, view.AsOf is { } at
            ? $"{pages.Addresses[page]}&asOf={Uri.EscapeDataString(at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture))}" : pages.Addresses[page]));

        public async ValueTask DisposeAsync()
        {
            http.Dispose();
            await server.DisposeAsync();
        }

        private async Task<double> MeanAsync(Func<int, Task> read)
        {
            var random = new Random(1);
            return await Rounds.MillisecondsAsync(async () =>
            {
                for (var i = 0; i < Sample; i++)
                    await read(random.Next(pages.Addresses.Count));
            }) / Sample;
        }
    }
}
