using Microsoft.AspNetCore.Http;
using ProcessingRegister.Reading;
using Xunit;

namespace ProcessingRegister.Tests.Reading;

public class The_form_of_a_response
{
    private static (Format Format, bool Acceptable, string Vary) Asked(string? accept, string path = "/v1/acme/registers/processor")
    {
        var http = new DefaultHttpContext();
        http.Request.Path = path;
        if (accept is not null)
            http.Request.Headers.Accept = accept;
        var problem = Formats.Asked(http, out var format);
        return (format, problem is null, http.Response.Headers.Vary.ToString());
    }

    [Theory]
    [InlineData(null, Format.Json)]
    [InlineData("*/*", Format.Json)]
    [InlineData("application/json", Format.Json)]
    [InlineData("application/json; charset=utf-8", Format.Json)]
    [InlineData("text/csv", Format.Csv)]
    [InlineData("text/*", Format.Csv)]
    [InlineData("text/csv, application/json;q=0.5", Format.Csv)]
    [InlineData("text/csv;q=0.2, application/json;q=0.5", Format.Json)]
    [InlineData("text/html, text/csv;q=0.9, */*;q=0.1", Format.Csv)]
    [InlineData("application/json;q=0, */*", Format.Csv)]
    public void Is_the_best_that_Accept_allows(string? accept, Format format) => Assert.Equal((format, true, "Accept"), Asked(accept));

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/pdf, image/*")]
    [InlineData("*/*;q=0")]
    public void Is_refused_when_Accept_allows_none(string accept) => Assert.False(Asked(accept).Acceptable);

    [Fact]
    public void Is_what_the_suffix_says_whatever_Accept_allows() => Assert.Equal((Format.Csv, true, ""), Asked("text/html", "/v1/acme/registers/processor.csv"));
}
