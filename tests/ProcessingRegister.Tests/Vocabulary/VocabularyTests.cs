using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using ProcessingRegister.Vocabulary;
using Xunit;

namespace ProcessingRegister.Tests.Vocabulary;

public class The_vocabulary
{
    private static readonly Type[] Enums = [.. typeof(Terms).Assembly.GetTypes().Where(type => type.IsEnum && type.Namespace == typeof(Terms).Namespace)];

    public static TheoryData<Type> Vocabularies => [.. Enums];

    [Theory, MemberData(nameof(Vocabularies))]
    public void Names_each_DPV_term_by_an_IRI_of_DPV(Type vocabulary)
    {
        string[] namespaces = ["https://w3id.org/dpv#", "https://w3id.org/dpv/pd#", "https://w3id.org/dpv/legal/eu/gdpr#"];
        foreach (var iri in Enum.GetValues(vocabulary).Cast<Enum>().Select(value => value.DpvIri()).OfType<string>())
        {
            Assert.Contains(iri[..(iri.IndexOf('#', StringComparison.Ordinal) + 1)], namespaces);
            Assert.Matches("#[A-Za-z0-9-]+$", iri);
        }
    }

    [Theory, MemberData(nameof(Vocabularies))]
    public void Cites_provisions_as_lawyers_do(Type vocabulary)
    {
        foreach (var citation in Enum.GetValues(vocabulary).Cast<Enum>().Select(value => value.Provision()).OfType<string>())
        {
            Assert.Matches(@"^Art\. \d+(\(\d+\))?(\([a-j]\))?( (second|last) subparagraph)?$", citation);
        }
    }

    [Theory]
    [InlineData(LegalBasis.LegitimateInterests, "Art. 6(1)(f)", "https://w3id.org/dpv/legal/eu/gdpr#A6-1-f")]
    [InlineData(SpecialCategoryCondition.EmploymentAndSocialProtection, "Art. 9(2)(b)", "https://w3id.org/dpv/legal/eu/gdpr#A9-2-b")]
    [InlineData(TransferMechanism.StandardClausesModule3, "Art. 46(2)(c)", "https://w3id.org/dpv/legal/eu/gdpr#A46-2-c")]
    [InlineData(TransferMechanism.CompellingLegitimateInterests, "Art. 49(1) second subparagraph", "https://w3id.org/dpv/legal/eu/gdpr#A49-2")]
    [InlineData(RecipientKind.AuthorityUnderInquiry, "Art. 4(9)", null)]
    [InlineData(SpecialCategory.CriminalConvictionsAndOffences, "Art. 10", null)]
    public void Knows_the_provision_and_the_term_of_a_value(Enum value, string provision, string? iri)
    {
        Assert.Equal(provision, value.Provision());
        Assert.Equal(iri, value.DpvIri());
    }

    [Fact]
    public void Has_each_letter_of_Art_6_and_Art_9_once()
    {
        Assert.Equal("abcdef".Select(letter => $"Art. 6(1)({letter})"), Enum.GetValues<LegalBasis>().Select(value => value.Provision()));
        Assert.Equal("abcdefghij".Select(letter => $"Art. 9(2)({letter})"), Enum.GetValues<SpecialCategoryCondition>().Select(value => value.Provision()));
    }

    [Theory]
    [InlineData(ProcessingRole.Controller, "30(1)", "abcdefg")]
    [InlineData(ProcessingRole.Processor, "30(2)", "abcd")]
    public void Has_every_lettered_point_of_a_record_in_order(ProcessingRole role, string paragraph, string letters) =>
        Assert.Equal(
            letters.Select(letter => $"Art. {paragraph}({letter})"),
            ArticleThirtyPoints.Of(role).Select(point => point.Provision()!).Distinct());

    [Fact]
    public void Gives_every_point_of_Art_30_a_condition() =>
        Assert.Equal(20, ArticleThirtyPoints.Of(ProcessingRole.Controller).Concat(ArticleThirtyPoints.Of(ProcessingRole.Processor)).Count());

    [Theory]
    [InlineData(ArticleThirtyPoint.Purposes, PointCondition.Always)]
    [InlineData(ArticleThirtyPoint.ControllersActedFor, PointCondition.Always)]
    [InlineData(ArticleThirtyPoint.ProcessorsDataProtectionOfficer, PointCondition.WhereApplicable)]
    [InlineData(ArticleThirtyPoint.ProcessorsTransfers, PointCondition.WhereApplicable)]
    [InlineData(ArticleThirtyPoint.TimeLimitsForErasure, PointCondition.WherePossible)]
    [InlineData(ArticleThirtyPoint.ProcessorsSecurityMeasures, PointCondition.WherePossible)]
    public void Knows_when_a_point_has_to_be_filled_in(ArticleThirtyPoint point, PointCondition condition) => Assert.Equal(condition, point.Condition());

    [Fact]
    public void Has_seven_items_eight_clauses_and_one_warning_of_Art_28()
    {
        var provisions = Enum.GetValues<Article28Item>().Select(item => item.Provision()!).ToList();

        Assert.Equal(7, provisions.Count(provision => provision == "Art. 28(3)"));
        Assert.Equal("abcdefgh".Select(letter => $"Art. 28(3)({letter})"), provisions.Where(provision => provision.EndsWith(')') && provision != "Art. 28(3)"));
        Assert.Equal("Art. 28(3) last subparagraph", provisions[^1]);
    }

    [Theory, MemberData(nameof(Vocabularies))]
    public void Survives_JSON_in_camel_case(Type vocabulary)
    {
        var options = new JsonSerializerOptions { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) } };
        foreach (var value in Enum.GetValues(vocabulary))
        {
            var json = JsonSerializer.Serialize(value, vocabulary, options);
            Assert.True(char.IsLower(json[1]));
            Assert.Equal(value, JsonSerializer.Deserialize(json, vocabulary, options));
        }
    }

    [Fact]
    public void Knows_nothing_else_of_the_project()
    {
        var referenced = typeof(Terms).Assembly.GetTypes().Where(type => type.Namespace == typeof(Terms).Namespace)
            .SelectMany(type => type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance))
            .Select(member => member switch { PropertyInfo p => p.PropertyType, FieldInfo f => f.FieldType, MethodInfo m => m.ReturnType, _ => null })
            .Where(type => type?.Namespace?.StartsWith("ProcessingRegister", StringComparison.Ordinal) == true);

        Assert.All(referenced, type => Assert.Equal(typeof(Terms).Namespace, type!.Namespace));
    }
}
