using System.Text;
using Microsoft.Net.Http.Headers;
using ProcessingRegister.Decisions;
using ProcessingRegister.Organisations;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Breaches.Forms;

/// <summary>The forms of authorities over HTTP.</summary>
public static class FormsOverHttp
{
    private static readonly List<string> Authorities = [.. EnumerationConverter.WordsOf(typeof(FormOf))];

    /// <summary>A form, as JSON or as text.</summary>
    public static async Task<IResult> Form(this RecordQueries records, Guid id, string? authority, HttpContext http)
    {
        if (View.Of(http, out var view) is { } problem)
            return problem;
        if (authority is null || Authorities.IndexOf(authority) is var which && which < 0)
            return Problems.Malformed(new Fault("authority", $"must be one of {string.Join(", ", Authorities)}"));
        var (tenantId, ct) = (http.TenantId(), http.RequestAborted);
        if (await records.FindAsync<Breach>(tenantId, id, view, ct) is not { } breach
            || await records.FindAsync<Organisation>(tenantId, Guid.Parse(tenantId), View.Now, ct) is not { } keeper)
            return Problems.NotFound();
        var form = Fill((FormOf)which, breach, keeper.Profile);
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        return AsksForText(http) ? Results.Text(form.Text(), "text/plain", Encoding.UTF8) : Showing.Json(form);
    }

    /// <summary>Fills a form, in the words of the interface unless a page has others. Pure.</summary>
    public static NotificationForm Fill(FormOf authority, Breach breach, OrganisationProfile keeper, FormLanguage? language = null)
    {
        var source = new FormSource(breach, keeper, language ?? FormLanguage.OfTheInterface);
        var (notes, sections) = authority switch
        {
            FormOf.Datatilsynet => (NationalForms.NotesOfDatatilsynet, NationalForms.Datatilsynet(source)),
            FormOf.Ico => (NationalForms.NotesOfIco, NationalForms.Ico(source)),
            FormOf.Cnil => (NationalForms.NotesOfCnil, NationalForms.Cnil(source)),
            _ => (EdpbForm.Notes, EdpbForm.Sections(source)),
        };
        return new(authority, breach.Id, breach.Version, notes, sections);
    }

    // Text only where it is preferred to JSON (RFC 9110 section 12.5.1).
    private static bool AsksForText(HttpContext http)
    {
        var accepted = http.Request.GetTypedHeaders().Accept;
        return QualityOf("text/plain") > QualityOf("application/json");

        double QualityOf(string type) => accepted.Where(a => a.MediaType == type).Select(a => a.Quality ?? 1).DefaultIfEmpty(0).Max();
    }
}
