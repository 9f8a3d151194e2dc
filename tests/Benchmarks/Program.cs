using System.Globalization;
using Benchmarks;
using Benchmarks.Measurements;
using Benchmarks.Measuring;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = System.Text.Encoding.UTF8;
IMeasurement[] measurements =
[
    new Sealing(), new Verifying(), new Commands(), new Starts(), new Pages(), new Past(), new WholeRegister(), new Imports(), new Breaches(),
    new Chain(), new Changes(), new Reports(), new Obligations(),
];

if (Arguments.Of(args) is not { } arguments || measurements.Where(m => arguments.Only is null || m.Name == arguments.Only).ToArray() is not { Length: > 0 } asked)
{
    Console.Error.WriteLine(Arguments.Usage);
    return 2;
}

var otherWork = Machine.OtherWork();
await using var bed = await TestBed.StartAsync(arguments.Quick);
var sections = new List<Section>();
foreach (var measurement in asked)
{
    var section = await measurement.MeasureAsync(bed);
    sections.Add(section);
    Console.WriteLine($"\n{section.Title}");
    foreach (var figure in section.Figures)
        Console.WriteLine(Report.Row(figure, judged: !arguments.Quick));
}

if (arguments.Output is not null)
{
    await File.WriteAllTextAsync(arguments.Output, Report.Write(sections, Machine.Describe(bed.Cluster.Binaries.Version), otherWork, DateOnly.FromDateTime(DateTime.UtcNow)));
    Console.WriteLine($"\nWritten to {arguments.Output}.");
}

return 0;
