using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Hosting;

/// <summary>The description of the interface, OpenAPI 3.1: what the endpoints say of themselves, made complete for a client that knows nothing else.</summary>
public static class Description
{
    /// <summary>Adds the document.</summary>
    public static void AddDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddSchemaTransformer(DescribeValues);
        options.AddOperationTransformer(DescribeOperation);
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "ProcessingRegister",
                Version = "v1",
                Description = "The records of processing activities of GDPR Article 30, as of any date. Errors are problem documents (RFC 9457); "
                    + "errors of form are keyed by JSON Pointer. Send Idempotency-Key with every POST that may be retried. "
                    + "Every accepted command answers eventIds: GET /v1/{org}/events/{eventId}/receipt with Prefer: wait=5 answers the receipt of each, "
                    + "a c2sp.org/tlog-proof that it stands in the organisation's log, which can be verified offline. "
                    + "Below /ledger/{org} that log is served by c2sp.org/tlog-tiles.",
            };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["bearer"] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = "bearer",
                    Description = "An API token of the register, or an access token of the configured OpenID Connect provider.",
                },
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", document)] = [] }];
            return Task.CompletedTask;
        });
    });

    private static Task DescribeValues(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        // What is null is left out of an answer, so what may be null need not be there.
        foreach (var member in context.JsonTypeInfo.Properties.Where(p => p.IsGetNullable && !IsAlwaysWritten(p)))
            schema.Required?.Remove(member.Name);
        if (type == typeof(PersonalText))
            Text(PersonalTextConverter.MaxLength, "Text that may be personal data; kept in the vault, never in an event.");
        else if (type == typeof(ImpersonalText))
            Text(ImpersonalText.MaxLength, "Text about things, kept for ever: no e-mail address, telephone number or national identity number.");
        else if (type == typeof(Vocabulary.CountryCode))
            (schema.Type, schema.Pattern, schema.Description) = (JsonSchemaType.String, "^[A-Z]{2}$", "ISO 3166-1 alpha-2.");
        else if (type == typeof(Vocabulary.Territory))
            (schema.Type, schema.Pattern, schema.Description) = (JsonSchemaType.String, "^([A-Z]{2}|EEA)$", "ISO 3166-1 alpha-2, EU or EEA.");
        else if (type.IsEnum)
            (schema.Type, schema.Enum) = (JsonSchemaType.String, [.. EnumerationConverter.WordsOf(type).Select(word => (System.Text.Json.Nodes.JsonNode)word)]);
        return Task.CompletedTask;

        void Text(int maxLength, string description)
        {
            (schema.Type, schema.MinLength, schema.MaxLength, schema.Description) = (JsonSchemaType.String, 1, maxLength, schema.Description ?? description);
            (schema.Properties, schema.Required) = (null, null);
        }
    }

    private static bool IsAlwaysWritten(JsonPropertyInfo member) =>
        member.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), true) is [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.Never }];

    private static async Task DescribeOperation(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var body = metadata.OfType<IAcceptsMetadata>().FirstOrDefault()?.RequestType;
        var (shows, lists) = (metadata.OfType<ShowsAttribute>().FirstOrDefault(), metadata.OfType<ListsAttribute>().FirstOrDefault());
        operation.Description = operation.Summary;
        if ((context.Description.ActionDescriptor as Microsoft.AspNetCore.Mvc.Abstractions.ActionDescriptor)?.DisplayName is { } name && SliceOf(name) is { } slice)
            operation.Tags = new HashSet<OpenApiTagReference> { new(slice, context.Document) };
        operation.Parameters ??= [];
        operation.Responses = [];
        var isCsv = context.Description.RelativePath?.EndsWith(Formats.CsvSuffix, StringComparison.Ordinal) == true;
        if (shows is not null || lists is { FromAnyView: true } || isCsv)
        {
            Query("asOf", "What the register said at this instant (RFC 3339) or at the end of this day of the organisation's calendar; now when absent.", "2026-03-01T12:00:00Z");
            Query("validAt", "What it says was in effect on this day; its latest statement, whenever it takes effect, when absent.", "2026-03-01");
        }

        if (lists is not null)
        {
            if (operation.Parameters.All(p => p.Name != lists.Cursor))
                Query(lists.Cursor, "The nextCursor of the page before.", null);
            Query("limit", "At most so many items: 1 to 500; 50 when absent.", "50");
            await Answer(200, typeof(Page<>).MakeGenericType(lists.Item), "One page; Link: <...>; rel=\"next\" leads to the next.");
            if (lists.AsCsv)
                operation.Responses["200"].Content!["text/csv"] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
        }

        if (isCsv)
        {
            await Answer(200, null, "All of it.");
            ((OpenApiResponse)operation.Responses["200"]).Content = new Dictionary<string, OpenApiMediaType> { ["text/csv"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String } } };
        }

        if (shows is not null)
        {
            Header("If-None-Match", "The ETag that the client holds; 304 when nothing has changed.", required: false);
            await Answer(200, shows.Record, "The record; its version is the ETag.");
            await Answer(304, null, "Not modified.");
        }

        var own = metadata.OfType<ReadsItsOwnBodyAttribute>().FirstOrDefault();
        if (own is not null)
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = own.MediaTypes.ToDictionary(t => t, _ => new OpenApiMediaType { Schema = new OpenApiSchema() }) };
        if (body is not null)
            await DescribeCommand(body);
        foreach (var answer in metadata.OfType<AnswersAttribute>())
        {
            await Answer(answer.Status, answer.Type, operation.Summary ?? "");
            if (answer.MediaType is { } mediaType)
                ((OpenApiResponse)operation.Responses[$"{answer.Status}"]).Content = new Dictionary<string, OpenApiMediaType> { [mediaType] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String } } };
        }

        // Whatever answers with what it recorded can be retried, and can be refused.
        if (operation.RequestBody is not null && metadata.OfType<AnswersAttribute>().Any(a => a.Type == typeof(Recorded)))
            await DescribeRetries();
        if (operation.RequestBody is not null)
        {
            await Problem(413, "Too large.");
            await Problem(415, $"Not {string.Join(" or ", own?.MediaTypes ?? ["application/json"])}.");
        }

        if (operation.Parameters.Any(p => p.In == ParameterLocation.Query) || operation.RequestBody is not null)
            await Problem(400, "Malformed: 'errors' names each place and the rule that it breaks.");
        if (!metadata.OfType<IAllowAnonymous>().Any())
        {
            await Problem(401, "Not signed in.");
            var roles = metadata.OfType<AllowedToAttribute>().SelectMany(a => a.Roles).Select(r => r.ToString().ToLowerInvariant()).ToList();
            await Problem(403, roles.Count > 0 ? $"For the roles {string.Join(", ", roles)} only." : "Not allowed.");
        }

        if (context.Description.RelativePath?.Contains('{', StringComparison.Ordinal) == true)
            await Problem(404, "There is no such thing here, or none that the caller may see.");
        await Problem(429, context.Description.RelativePath?.StartsWith("public/", StringComparison.Ordinal) == true
            ? "Too many requests from one network; Retry-After says when there may be more." : "Too many failed attempts.");

        async Task DescribeCommand(Type type)
        {
            var creates = type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ICreation<>));
            var decides = creates || type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ICommand<>));
            if (typeof(IExemplified).IsAssignableFrom(type) && operation.RequestBody?.Content is { } content && content.TryGetValue("application/json", out var media))
            {
                media.Example = JsonSerializer.SerializeToNode(
                    type.GetProperty(nameof(IExemplified.Example), BindingFlags.Public | BindingFlags.Static)!.GetValue(null), RegisterJson.Edge);
            }

            if (metadata.OfType<DemandsIfMatchAttribute>().Any())
            {
                Header("If-Match", "The record's ETag as it was read.", required: true);
                await Problem(412, "The record has changed since that version.");
                await Problem(428, "If-Match is missing.");
            }

            if (decides)
            {
                await Answer(creates ? 201 : 200, typeof(Recorded), creates ? "Created; Location leads to it. Each of eventIds has a receipt in the ledger." : "Recorded, or so already (no eventIds). Each of eventIds has a receipt in the ledger.");
                await DescribeRetries();
            }
        }

        async Task DescribeRetries()
        {
            Header("Idempotency-Key", "Any text of the client's that is new for each new request; the same again gives the first answer again.", required: false);
            await Problem(409, "Refused by a rule (type urn:processing-register:refusal:{code}, with its provision), or another change at the same moment.");
            await Problem(422, "The Idempotency-Key was used for another request.");
        }

        void Query(string name, string description, string? example) => operation.Parameters.Add(new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Query,
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            Example = example,
        });

        void Header(string name, string description, bool required) => operation.Parameters.Add(new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Header,
            Required = required,
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            Example = name == "Idempotency-Key" ? "a5c3e3f6-0d1f-4f5e-9d55-1c2b0b7f8e11" : "\"1\"",
        });

        async Task Answer(int status, Type? type, string description) => operation.Responses![status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
        {
            Description = description,
            Content = type is null ? null : new Dictionary<string, OpenApiMediaType>
            {
                [type == typeof(ProblemDocument) ? "application/problem+json" : "application/json"] =
                    new OpenApiMediaType { Schema = await SchemaOf(type) },
            },
        };

        // One component for each kind of answer, instead of the same lines in every operation.
        async Task<IOpenApiSchema> SchemaOf(Type type)
        {
            var name = type.IsGenericType ? $"{type.GetGenericArguments()[0].Name}{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}" : type.Name;
            if (context.Document!.Components?.Schemas?.ContainsKey(name) is not true)
                context.Document.AddComponent(name, await context.GetOrCreateSchemaAsync(type, null, ct));
            return new OpenApiSchemaReference(name, context.Document);
        }

        Task Problem(int status, string description) => Answer(status, typeof(ProblemDocument), description);
    }

    // A slice is the last part of its namespace, and the endpoint's type stands in its display name.
    private static string? SliceOf(string displayName) =>
        displayName.Split(' ', ',').FirstOrDefault(part => part.StartsWith("ProcessingRegister.", StringComparison.Ordinal))?.Split('.') is [_, .. var rest] && rest.Length > 1
            ? rest[^2] : null;
}
