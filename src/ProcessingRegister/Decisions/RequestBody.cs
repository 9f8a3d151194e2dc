using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Decisions;

/// <summary>
/// Reads a command's body once before its endpoint does, so that whatever is malformed is answered alike everywhere: 400 with a JSON Pointer for each
/// fault, 413 when too large, 415 when it is no JSON; and nothing has been written.
/// </summary>
public sealed partial class RequestBody(RequestDelegate next)
{
    /// <summary>The largest body of a command, in bytes.</summary>
    public const int MaxSize = 1 << 20;

    /// <summary>Checks the body of an endpoint that takes one, then goes on.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        var type = http.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType;
        if (type is null || http.GetEndpoint()!.Metadata.GetMetadata<ReadsItsOwnBodyAttribute>() is not null)
        {
            await next(http);
            return;
        }

        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var mediaType)
            || !(mediaType.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || mediaType.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
            || mediaType.Charset.HasValue && !mediaType.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            await Problems.Of(StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "The body must be application/json in UTF-8.").ExecuteAsync(http);
            return;
        }

        if (await ReadAsync(http) is not { } body)
        {
            await Problems.Of(StatusCodes.Status413PayloadTooLarge, "too-large", $"The body must not be larger than {MaxSize} bytes.").ExecuteAsync(http);
            return;
        }

        if (Faults(body, type) is { Count: > 0 } faults)
        {
            await Problems.Malformed(faults).ExecuteAsync(http);
            return;
        }

        http.Features.Set(new RequestFingerprint(SHA256.HashData(body)));
        http.Request.Body = new MemoryStream(body, writable: false);
        await next(http);
    }

    /// <summary>The faults of a body as a value of this type; none when it can be decided.</summary>
    public static IReadOnlyList<Fault> Faults(byte[] body, Type type)
    {
        try
        {
            var value = JsonSerializer.Deserialize(body, type, RegisterJson.Edge);
            return value is null ? [new Fault("", "must be an object")]
                : NullItems(body) is { Count: > 0 } nulls ? nulls
                : value is IChecked { } checkable ? [.. checkable.Faults()] : [];
        }
        catch (JsonException e)
        {
            return [.. FaultsOf(e)];
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or ArgumentException or NotSupportedException)
        {
            // Half a surrogate pair in an escaped text, and the like: the reader finds them only when it makes the text.
            return [new Fault("", "must be JSON whose texts are Unicode")];
        }
    }

    // The reader knows which members may be null, but of the items of a list it does not; here none may be.
    private static List<Fault> NullItems(byte[] body)
    {
        var faults = new List<Fault>();
        if (body.AsSpan().IndexOf("null"u8) >= 0)
        {
            using var document = JsonDocument.Parse(body);
            Visit(document.RootElement, "");
        }

        return faults;

        void Visit(JsonElement at, string pointer)
        {
            if (at.ValueKind == JsonValueKind.Object)
            {
                foreach (var member in at.EnumerateObject())
                    Visit(member.Value, $"{pointer}/{member.Name}");
            }
            else if (at.ValueKind == JsonValueKind.Array)
            {
                foreach (var (i, item) in at.EnumerateArray().Index())
                {
                    if (item.ValueKind == JsonValueKind.Null)
                        faults.Add(new Fault($"{pointer}/{i}", "must not be null"));
                    else
                        Visit(item, $"{pointer}/{i}");
                }
            }
        }
    }

    // The framework says in English what is wrong; only the kind is taken from it, and the rule is said in this program's words.
    private static IEnumerable<Fault> FaultsOf(JsonException e)
    {
        var pointer = PointerOf(e.Path);
        if (e.InnerException is JsonException)
            return [new Fault("", "must be well-formed JSON")];
        if (e.Message.StartsWith("must ", StringComparison.Ordinal))
            return [new Fault(pointer, Rule().Match(e.Message).Value.TrimEnd('.'))];
        if (Missing().Match(e.Message) is { Success: true } missing)
            return QuotedName().Matches(missing.Groups[1].Value).Select(name => new Fault($"{pointer}/{name.Groups[1].Value}", "must be given"));
        return [new Fault(pointer,
            e.Message.Contains("could not be mapped", StringComparison.Ordinal) ? "is not known here"
            : e.Message.Contains("Duplicate property", StringComparison.Ordinal) ? "must be given once"
            : e.Message.Contains("doesn't allow null", StringComparison.Ordinal) ? "must not be null"
            : "must be of the type and form that the description of this interface gives")];
    }

    // System.Text.Json says $.content.purposes[0].text, or $['odd name'] (RFC 9535); a pointer is /content/purposes/0/text (RFC 6901).
    private static string PointerOf(string? path) => path is null ? "" : string.Concat(
        Segment().Matches(path).Select(m => "/" + (m.Groups[1].Success ? m.Groups[1].Value : m.Groups[2].Success ? m.Groups[2].Value : m.Groups[3].Value)
            .Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)));

    private static async Task<byte[]?> ReadAsync(HttpContext http)
    {
        if (http.Request.ContentLength > MaxSize)
            return null;
        using var buffer = new MemoryStream();
        var chunk = new byte[16384];
        for (int read; (read = await http.Request.Body.ReadAsync(chunk, http.RequestAborted)) > 0;)
        {
            if (buffer.Length + read > MaxSize)
                return null;
            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }

    [GeneratedRegex("missing required properties including: (.+)$")]
    private static partial Regex Missing();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex QuotedName();

    [GeneratedRegex(@"^must (?:[^.]|\.(?! Path:))*")]
    private static partial Regex Rule();

    [GeneratedRegex(@"\.([^.\[]+)|\[(\d+)\]|\['((?:[^'])*)'\]")]
    private static partial Regex Segment();
}

/// <summary>An endpoint whose body is not a command: it reads and checks what it is sent by itself.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadsItsOwnBodyAttribute(params string[] mediaTypes) : Attribute
{
    /// <summary>The media types that it takes.</summary>
    public IReadOnlyList<string> MediaTypes { get; } = mediaTypes;
}
