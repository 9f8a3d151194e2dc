using System.Text;
using ProcessingRegister.Decisions;
using ProcessingRegister.Imports;
using ProcessingRegister.ProcessingActivities;
using Xunit;

namespace ProcessingRegister.Tests.Imports;

/// <summary>How files become items, without a database.</summary>
public sealed class Reading_items
{
    private static readonly IReadOnlyList<IImportable> Activities = [ActivityImport.Section];

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1 << 20)]
    public async Task A_json_file_is_the_same_items_however_it_arrives(int chunk)
    {
        using var whole = new MemoryStream();
        await GeneratedRegister.WriteAsync(whole, 20);
        var arriving = Chopped(whole.ToArray(), chunk);
        var items = await ImportFormats.ReadAsync(arriving, ImportFormats.Json, Activities, default).ToListAsync();
        Assert.Equal(Enumerable.Range(1, 20), items.Select(i => i.Number));
        Assert.All(items, item => Assert.Empty(RequestBody.Faults(item.Json, item.Importable.Item)));
        Assert.Equal("/processingActivities/19/content/name", items[^1].PlaceOf("/content/name"));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_register()
    {
        using var one = new MemoryStream();
        using var other = new MemoryStream();
        await GeneratedRegister.WriteAsync(one, 50, 50, seed: 3);
        await GeneratedRegister.WriteAsync(other, 50, 50, seed: 3);
        Assert.Equal(one.ToArray(), other.ToArray());
    }

    [Theory]
    [InlineData("reference,name\na,A\n")]
    [InlineData("\uFEFFreference;name\r\na;A\r\n")]
    [InlineData("reference\tname\na\tA")]
    public async Task The_header_row_tells_the_separator(string csv) =>
        Assert.Equal("""{"reference":"a","content":{"name":"A"}}""", Encoding.UTF8.GetString(Assert.Single(await CsvAsync(csv)).Json));

    [Fact]
    public async Task A_pointer_fills_its_place_and_states_what_it_provides() =>
        Assert.Equal(
            """{"content":{"dataCategories":{"state":"provided","value":[{"name":"contacts","criminalOffences":true,"timeLimitForErasure":{"state":"provided","value":{"years":5}}}]}}}""",
            Encoding.UTF8.GetString(Assert.Single(await CsvAsync(
                "/content/dataCategories/value/0/name,/content/dataCategories/value/0/criminalOffences,/content/dataCategories/value/0/timeLimitForErasure/value/years\ncontacts,true,5\n")).Json));

    [Theory]
    [InlineData("reference,nonsense\na,b\n")]
    [InlineData("reference,/content/nonsense\na,b\n")]
    [InlineData("reference,/content\na,b\n")]
    [InlineData("reference,reference\na,b\n")]
    [InlineData("reference,name\na,\"b\n")]
    public async Task A_csv_file_whose_form_is_wrong_is_not_read(string csv) =>
        await Assert.ThrowsAsync<UnreadableFileException>(() => CsvAsync(csv));

    [Theory]
    [InlineData("reference,name\na,blåbær\n")]
    [InlineData("reference,blåbær\na,b\n")]
    public async Task A_csv_file_in_another_encoding_is_not_read_with_letters_lost(string csv) =>
        Assert.Contains("UTF-8", (await Assert.ThrowsAsync<UnreadableFileException>(async () =>
            await ImportFormats.ReadAsync(new MemoryStream(Encoding.Latin1.GetBytes(csv)), ImportFormats.Csv, Activities, default).ToListAsync())).Message, StringComparison.Ordinal);

    private static async Task<List<ImportItem>> CsvAsync(string csv) =>
        await ImportFormats.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(csv)), ImportFormats.Csv, Activities, default).ToListAsync();

    private static PartStream Chopped(byte[] bytes, int size) =>
        new((n, _) => Task.FromResult(n * (long)size < bytes.Length ? bytes.AsSpan(n * size, Math.Min(size, bytes.Length - (n * size))).ToArray() : null));
}
