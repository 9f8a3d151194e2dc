using Microsoft.AspNetCore.Authorization;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using Wolverine.Http;

namespace ProcessingRegister.Transparency;

/// <summary><c>GET /public/{org}/transparency-reports</c>.</summary>
public static class ListPublishedEditionsEndpoint
{
    /// <summary>Lists all published editions, with the checkpoint that each was made from and the digests of its files.</summary>
    [WolverineGet("/public/{org}/transparency-reports", OperationId = "listPublishedEditions"), Answers(200, typeof(Page<PublishedEdition>)), AllowAnonymous]
    public static Task<IResult> Get(Editions editions, HttpContext http) => editions.PublishedAsync(http);
}

/// <summary><c>GET /public/{org}/transparency-reports.atom</c>.</summary>
public static class GetEditionFeedEndpoint
{
    /// <summary>Shows the feed of published editions (RFC 4287).</summary>
    [WolverineGet("/public/{org}/transparency-reports.atom", OperationId = "getEditionFeed"), Answers(200, MediaType = "application/atom+xml"), AllowAnonymous]
    public static Task<IResult> Get(Editions editions, HttpContext http) => editions.FeedAsync(http);
}

/// <summary><c>GET /public/{org}/transparency-reports/{quarter}</c>.</summary>
public static class GetCurrentEditionEndpoint
{
    /// <summary>Shows the published edition of a quarter that counts, by Accept or suffix (<c>.json</c>, <c>.html</c>, <c>.csv</c>).</summary>
    [WolverineGet("/public/{org}/transparency-reports/{quarter}", OperationId = "getCurrentEdition"), Answers(200, MediaType = "application/json"), Answers(304), AllowAnonymous]
    public static Task<IResult> Get(string quarter, string? block, Editions editions, HttpContext http) => editions.CurrentAsync(quarter, null, block, http);
}

/// <summary><c>GET /public/{org}/transparency-reports/{quarter}/editions/{n}</c>.</summary>
public static class GetPublishedEditionEndpoint
{
    /// <summary>Shows a published edition, also one that was superseded.</summary>
    [WolverineGet("/public/{org}/transparency-reports/{quarter}/editions/{n}", OperationId = "getPublishedEdition"), Answers(200, MediaType = "application/json"), Answers(304), AllowAnonymous]
    public static Task<IResult> Get(string quarter, string n, string? block, Editions editions, HttpContext http) => editions.PublicEditionAsync(quarter, null, n, block, http);
}

/// <summary><c>GET /public/{org}/transparency-reports/{quarter}/editions/{n}/{file}</c>.</summary>
public static class GetPublishedFileEndpoint
{
    /// <summary>Shows a file of a published edition: a table, the data package, the checksums.</summary>
    [WolverineGet("/public/{org}/transparency-reports/{quarter}/editions/{n}/{file}", OperationId = "getPublishedFile"), Answers(200, MediaType = "application/octet-stream"), Answers(304), AllowAnonymous]
    public static Task<IResult> Get(string quarter, string n, string file, Editions editions, HttpContext http) => editions.FileAsync(quarter, null, n, file, true, http);
}

/// <summary><c>GET /public/{org}/transparency-reports/{quarter}/{profile}</c>.</summary>
public static class GetCurrentEditionOfProfileEndpoint
{
    /// <summary>Shows the published edition of a quarter in another profile, <c>dsa</c> or <c>us-nsl</c>, that counts, by Accept or suffix (<c>.json</c>, <c>.html</c>, <c>.csv</c>).</summary>
    [WolverineGet("/public/{org}/transparency-reports/{quarter}/{profile}", OperationId = "getCurrentEditionOfProfile"), Answers(200, MediaType = "application/json"), Answers(304), AllowAnonymous]
    public static Task<IResult> Get(string quarter, string profile, string? block, Editions editions, HttpContext http) => editions.CurrentAsync(quarter, profile, block, http);
}

/// <summary><c>GET /public/{org}/transparency-reports/{quarter}/{profile}/editions/{n}</c>.</summary>
public static class GetPublishedEditionOfProfileEndpoint
{
    /// <summary>Shows a published edition in another profile, <c>dsa</c> or <c>us-nsl</c>, also one that was superseded.</summary>
    [WolverineGet("/public/{org}/transparency-reports/{quarter}/{profile}/editions/{n}", OperationId = "getPublishedEditionOfProfile"), Answers(200, MediaType = "application/json"), Answers(304), AllowAnonymous]
    public static Task<IResult> Get(string quarter, string profile, string n, string? block, Editions editions, HttpContext http) => editions.PublicEditionAsync(quarter, profile, n, block, http);
}

/// <summary><c>GET /public/{org}/transparency-reports/{quarter}/{profile}/editions/{n}/{file}</c>.</summary>
public static class GetPublishedFileOfProfileEndpoint
{
    /// <summary>Shows a file of a published edition of another profile: a table, the data package, the checksums.</summary>
    [WolverineGet("/public/{org}/transparency-reports/{quarter}/{profile}/editions/{n}/{file}", OperationId = "getPublishedFileOfProfile"), Answers(200, MediaType = "application/octet-stream"), Answers(304), AllowAnonymous]
    public static Task<IResult> Get(string quarter, string profile, string n, string file, Editions editions, HttpContext http) => editions.FileAsync(quarter, profile, n, file, true, http);
}
