using System.Diagnostics;
using Benchmarks.Measuring;
using NpgsqlTypes;

namespace Benchmarks.Measurements;

/// <summary>How long the whole record of Art. 30(2) takes as one file, and how much memory.</summary>
internal sealed class WholeRegister : IMeasurement
{
    private const int Activities = 24;

    /// <inheritdoc />
    public string Name => "whole-register";

    /// <inheritdoc />
    public async Task<Section> MeasureAsync(TestBed bed)
    {
        await using var database = await bed.NewDatabaseAsync("agreements");
        await Filling.FillWithAgreementsAsync(database, bed.Records, Activities);
        await using var server = await database.ServeAsync();
        using var http = server.Client();
        var (firstBytes, rows) = (new List<double>(), 0L);
        var times = await Rounds.InterleavedAsync(bed.Quick ? 1 : 5,
            async () =>
            {
                var (first, all, lines) = await DownloadAsync(http, $"/v1/{database.Access.Slug}/registers/processor.csv");
                firstBytes.Add(first);
                rows = lines - 1;
                return all;
            },
            () => SelectAsync(database));
        return new Section("The processor's whole register as CSV",
            $"{bed.Records:#,0} agreements, each with 8 personal texts under 3 keys of their own, joined with {Activities} activities to {rows:#,0} rows; downloaded over HTTP and read "
            + "to the end. The baseline selects the same agreements and their sealed values with their keys as they are stored, by plain Npgsql, without opening or joining them.",
            [
                Figure.Compared("The whole file", "s", times[0], "the stored rows alone", times[1], Target.MedianAtMost(5, "s")),
                new Figure("Until its first byte", "s", Spread.Of(firstBytes.Skip(1))),
                new Figure("The most memory that the service held from its start on", "MB", Spread.Of([server.PeakMemory])) { Target = Target.NeverAbove(400, "MB") },
            ]);
    }

    private static async Task<(double FirstByte, double All, long Lines)> DownloadAsync(HttpClient http, string address)
    {
        var (start, first, lines, last) = (Stopwatch.GetTimestamp(), 0.0, 0L, (byte)0);
        using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[65536];
        for (int read; (read = await body.ReadAsync(buffer)) > 0;)
        {
            if (first == 0)
                first = Stopwatch.GetElapsedTime(start).TotalSeconds;
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
            last = buffer[read - 1];
        }

        return (first, Stopwatch.GetElapsedTime(start).TotalSeconds, last == '\n' ? lines : lines + 1);
    }

    private static async Task<double> SelectAsync(RegisterDatabase database)
    {
        var start = Stopwatch.GetTimestamp();
        string[] queries =
        [
            "select id, data from register.mt_doc_processing_agreement where tenant_id = $1",
            """
            select v.value_id, v.sealed, k.wrapped from vault.value v
            join keys.subject_key k on k.tenant_id = v.tenant_id and k.subject_id = v.subject_id and k.rev = v.key_rev where v.tenant_id = $1
            """,
        ];
        foreach (var query in queries)
        {
            await using var command = database.Source.CreateCommand(query);
            command.Parameters.Add(new() { Value = database.Access.TenantId, NpgsqlDbType = NpgsqlDbType.Text });
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                for (var i = 1; i < reader.FieldCount; i++)
                    reader.GetFieldValue<byte[]>(i);
            }
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
