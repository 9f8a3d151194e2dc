using System.Globalization;
using System.Text.Json;

namespace ProcessingRegister.Tests.Imports;

/// <summary>
/// Writes import files of any size: the same seed gives the same bytes, and each item depends on its number alone, so that a longer file begins as a
/// shorter one. All parties are made up; organisation numbers begin with 1, which Norway assigns to nobody. Uses nothing but the base class library,
/// so that benchmarks can link this file.
/// </summary>
public static class GeneratedRegister
{
    private static readonly string[] Functions = ["Invoicing", "Payroll", "Customer support", "Recruitment", "Newsletter", "Time tracking", "Expense claims", "Debt collection", "Procurement", "Access control", "Product analytics", "Training"];
    private static readonly string[] Units = ["Oslo", "Bergen", "Stockholm", "Malmö", "København", "Helsinki", "Berlin", "Łódź", "head office", "warehouse", "web shop", "field service"];
    private static readonly string[] Subjects = ["customers", "contact persons of customers", "employees", "applicants", "suppliers' contact persons", "visitors of the website", "users of the application", "debtors"];
    private static readonly string[] Categories = ["contact details", "billing details", "bank account numbers", "working hours", "support conversations", "usage data", "location data", "payroll data", "order history", "identity documents"];
    private static readonly string[] Purposes = ["performing the contract", "keeping accounts", "answering inquiries", "paying wages", "preventing misuse", "improving the service", "informing of offers", "meeting reporting duties"];
    private static readonly string[] Recipients = ["hosting provider", "payment provider", "tax authority", "auditor", "group company", "debt collection agency", "communication provider"];
    private static readonly string[] RecipientKinds = ["processor", "controller", "publicAuthority", "controller", "groupCompany", "processor", "processor"];
    private static readonly string[] Services = ["accounting", "payroll", "crm", "time-tracking", "invoicing", "hosting", "support"];
    private static readonly string[] Bases = ["contract", "legalObligation", "consent", "legitimateInterests"];
    private static readonly string[] Countries = ["NO", "SE", "DK", "FI", "DE"];

    /// <summary>Writes a file of the sample format.</summary>
    /// <param name="file">Where to.</param>
    /// <param name="activities">How many processing activities.</param>
    /// <param name="agreements">How many processing agreements.</param>
    /// <param name="seed">Another seed gives another register.</param>
    public static async Task WriteAsync(Stream file, int activities, int agreements = 0, int seed = 1)
    {
        await using var json = new Utf8JsonWriter(file);
        json.WriteStartObject();
        json.WriteString("format", "processing-register-import/1");
        await SectionAsync(json, "processingActivities", activities, n => Activity(json, n, Of(seed, n)));
        await SectionAsync(json, "processingAgreements", agreements, n => Agreement(json, n, Of(seed, -n - 1)));
        json.WriteEndObject();
    }

    private static Random Of(int seed, int number) => new(unchecked((seed * 486187739) + number));

    private static async Task SectionAsync(Utf8JsonWriter json, string name, int count, Action<int> item)
    {
        if (count == 0)
            return;
        json.WriteStartArray(name);
        for (var n = 0; n < count; n++)
        {
            item(n);
            if (json.BytesPending > 1 << 16)
                await json.FlushAsync();
        }

        json.WriteEndArray();
    }

    private static void Activity(Utf8JsonWriter json, int n, Random random)
    {
        var processor = random.Next(4) == 0;
        var function = Pick(random, Functions);
        json.WriteStartObject();
        json.WriteString("reference", string.Create(CultureInfo.InvariantCulture, $"activity-{n:D6}"));
        json.WriteString("role", processor ? "processor" : "controller");
        json.WriteString("effectiveFrom", new DateOnly(2018, 5, 25).AddDays(random.Next(2500)).ToString("O", CultureInfo.InvariantCulture));
        json.WriteStartObject("content");
        json.WriteString("name", string.Create(CultureInfo.InvariantCulture, $"{function}, {Pick(random, Units)} ({n})"));
        json.WriteString("description", $"{function} as it is carried out for this unit, with its own systems and its own staff.");
        if (processor)
        {
            List(json, "services", Some(random, Services, 2));
            Stated(json, "categoriesOfProcessing", () => Texts(json, Some(random, ["storage", "calculation", "transmission", "support access", "printing"], 3)));
        }
        else
        {
            Stated(json, "purposes", () => Array(json, Some(random, Purposes, 3), purpose => Purpose(json, purpose, Pick(random, Bases))));
            Stated(json, "dataSubjects", () => Texts(json, Some(random, Subjects, 3)));
            Stated(json, "dataCategories", () => Array(json, Some(random, Categories, 4), category => Category(json, category, random.Next(1, 11))));
            Stated(json, "recipients", () => Array(json, Some(random, Recipients, 3), recipient =>
            {
                json.WriteString("kind", RecipientKinds[System.Array.IndexOf(Recipients, recipient)]);
                json.WriteString("name", recipient);
            }));
        }

        if (random.Next(3) == 0)
            NotYetPossible(json, "transfers", $"The {function} team of unit {n} is still asking its providers.");
        Stated(json, "securityMeasures", () => Array(json, Some(random, ["accessControl", "encryption", "backup", "staffTraining"], 2), kind =>
        {
            json.WriteString("kind", kind);
            json.WriteString("description", "as the security policy lays down");
        }));
        json.WriteStartObject("owner");
        json.WriteString("unit", Pick(random, Units));
        Person(json, "person", string.Create(CultureInfo.InvariantCulture, $"owner-{random.Next(500)}"));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Agreement(Utf8JsonWriter json, int n, Random random)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"controller-{n:D6}");
        json.WriteStartObject();
        json.WriteString("country", Pick(random, Countries));
        json.WriteString("organisationNumber", (100_000_000 + n).ToString(CultureInfo.InvariantCulture));
        json.WriteString("effectiveFrom", new DateOnly(2018, 5, 25).AddDays(random.Next(2500)).ToString("O", CultureInfo.InvariantCulture));
        json.WriteStartObject("content");
        json.WriteString("controllerName", $"{name} AS (fictional)");
        Person(json, "contact", name);
        if (random.Next(2) == 0)
            NotYetPossible(json, "dataProtectionOfficer", "The controller has not said yet whether it designates one.");
        List(json, "services", Some(random, Services, 3));
        json.WriteString("agreementVersion", string.Create(CultureInfo.InvariantCulture, $"{random.Next(1, 5)}.{random.Next(10)}"));
        json.WriteNumber("breachNoticeHours", 24 * random.Next(1, 4));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Purpose(Utf8JsonWriter json, string text, string basis)
    {
        json.WriteString("text", text);
        Stated(json, "legalBases", () => Texts(json, [basis]));
        if (basis == "legitimateInterests")
            json.WriteString("legitimateInterest", $"an orderly way of {text}");
    }

    private static void Category(Utf8JsonWriter json, string name, int years)
    {
        json.WriteString("name", name);
        json.WriteStartObject("timeLimitForErasure");
        json.WriteString("state", "provided");
        json.WriteStartObject("value");
        json.WriteString("text", string.Create(CultureInfo.InvariantCulture, $"{years} years after the contract ended"));
        json.WriteNumber("years", years);
        json.WriteString("trigger", "endOfContract");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Person(Utf8JsonWriter json, string member, string name)
    {
        json.WriteStartObject(member);
        json.WriteString("name", $"Privacy contact of {name}");
        json.WriteString("email", $"privacy@{name}.example.org");
        json.WriteEndObject();
    }

    private static void Stated(Utf8JsonWriter json, string member, Action value)
    {
        json.WriteStartObject(member);
        json.WriteString("state", "provided");
        json.WritePropertyName("value");
        value();
        json.WriteEndObject();
    }

    private static void NotYetPossible(Utf8JsonWriter json, string member, string reason)
    {
        json.WriteStartObject(member);
        json.WriteString("state", "notYetPossible");
        json.WriteString("reason", reason);
        json.WriteString("reviewBy", "2027-06-30");
        json.WriteEndObject();
    }

    private static void List(Utf8JsonWriter json, string member, string[] texts)
    {
        json.WritePropertyName(member);
        Texts(json, texts);
    }

    private static void Texts(Utf8JsonWriter json, string[] texts)
    {
        json.WriteStartArray();
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void Array(Utf8JsonWriter json, string[] names, Action<string> members)
    {
        json.WriteStartArray();
        foreach (var name in names)
        {
            json.WriteStartObject();
            members(name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];

    // At least one, in the order of the list.
    private static string[] Some(Random random, string[] from, int most)
    {
        var first = random.Next(from.Length);
        return [.. Enumerable.Range(0, random.Next(1, most + 1)).Select(i => from[(first + i) % from.Length]).Distinct()];
    }
}
