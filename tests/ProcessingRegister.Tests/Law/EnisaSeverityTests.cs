using ProcessingRegister.Law;
using Xunit;

namespace ProcessingRegister.Tests.Law;

public class A_severity_score
{
    public static TheoryData<string> Scores => Vector.OfKind("enisa");

    [Theory]
    [MemberData(nameof(Scores))]
    public void Agrees_with_the_worked_example(string id)
    {
        var vector = Vector.Of(id);

        var severity = new EnisaSeverity(vector.Decimal("dpc"), vector.Decimal("ei"), vector.Decimal("cb"));

        Assert.Equal((vector.Decimal("se"), vector.Text("band")), (severity.Score, severity.Band.ToString()));
    }

    [Theory]
    [InlineData("0.75", "1", "0")]
    [InlineData("4.25", "1", "0")]
    [InlineData("1", "0.3", "0")]
    [InlineData("1", "1", "0.1")]
    [InlineData("1", "1", "2.25")]
    [InlineData("1", "1", "-0.25")]
    public void Is_refused_for_values_that_the_method_does_not_know(string dpc, string ei, string cb)
    {
        static decimal Of(string number) => decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Throws<ArgumentOutOfRangeException>(() => new EnisaSeverity(Of(dpc), Of(ei), Of(cb)));
    }
}
