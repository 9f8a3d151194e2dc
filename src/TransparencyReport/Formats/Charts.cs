using System.Globalization;
using System.Xml.Linq;

namespace TransparencyReport.Formats;

/// <summary>Charts as SVG within the page: with a title and a description, no script, and never without the table beside them.</summary>
internal static class Charts
{
    private const int Width = 640;
    private const int LabelWidth = 220;
    private const int RowHeight = 22;
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>Horizontal bars. What is hidden has its symbol and no bar.</summary>
    public static XElement Bars(string id, string title, string description, IReadOnlyList<(string Label, decimal? Value, string Shown)> bars)
    {
        var most = Math.Max(1, bars.Max(bar => bar.Value ?? 0));
        var chart = Frame(id, title, description, bars.Count * RowHeight);
        for (var i = 0; i < bars.Count; i++)
        {
            var (label, value, shown) = bars[i];
            var length = (value ?? 0) / most * (Width - LabelWidth - 60);
            chart.Add(
                Text(LabelWidth - 8, (i * RowHeight) + 15, "end", label),
                new XElement(Svg + "rect", At("x", LabelWidth), At("y", (i * RowHeight) + 3), At("width", length), At("height", RowHeight - 6), new XAttribute("fill", "#1f5a94")),
                Text(LabelWidth + length + 6, (i * RowHeight) + 15, "start", shown));
        }

        return chart;
    }

    /// <summary>A line through points at equal distances.</summary>
    public static XElement Line(string id, string title, string description, IReadOnlyList<(string Label, decimal Value)> points)
    {
        const int height = 200;
        var most = Math.Max(1, points.Max(point => point.Value));
        var step = points.Count > 1 ? (Width - 120m) / (points.Count - 1) : 0;
        var chart = Frame(id, title, description, height + 40);
        chart.Add(new XElement(Svg + "polyline", new XAttribute("fill", "none"), new XAttribute("stroke", "#1f5a94"), new XAttribute("stroke-width", "2"),
            new XAttribute("points", string.Join(' ', points.Select((point, i) => $"{Number(60 + (i * step))},{Number(Y(point.Value))}")))));
        for (var i = 0; i < points.Count; i++)
        {
            var x = 60 + (i * step);
            chart.Add(
                new XElement(Svg + "circle", At("cx", x), At("cy", Y(points[i].Value)), At("r", 4), new XAttribute("fill", "#1f5a94")),
                Text(x, Y(points[i].Value) - 8, "middle", Csv.Number(points[i].Value)),
                Text(x, height + 30, "middle", points[i].Label));
        }

        return chart;

        decimal Y(decimal value) => height + 10 - (value / most * (height - 20));
    }

    private static XElement Frame(string id, string title, string description, int height) => new(Svg + "svg",
        new XAttribute("viewBox", $"0 0 {Width} {height}"), new XAttribute("role", "img"), new XAttribute("aria-labelledby", $"{id}-title {id}-desc"),
        new XElement(Svg + "title", new XAttribute("id", id + "-title"), title),
        new XElement(Svg + "desc", new XAttribute("id", id + "-desc"), description));

    private static XElement Text(decimal x, decimal y, string anchor, string text) =>
        new(Svg + "text", At("x", x), At("y", y), new XAttribute("text-anchor", anchor), new XAttribute("font-size", "13"), text);

    private static XAttribute At(string name, decimal value) => new(name, Number(value));

    private static string Number(decimal value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);
}
