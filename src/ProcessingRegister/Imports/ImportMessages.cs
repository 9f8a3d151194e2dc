using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using Wolverine;
using Wolverine.Attributes;

namespace ProcessingRegister.Imports;

/// <summary>Asks for the preview of an import.</summary>
public sealed record PreviewImport(string TenantId, Guid ImportId);

/// <summary>Asks for what the preview said to be written.</summary>
public sealed record WriteImport(string TenantId, Guid ImportId);

/// <summary>Asks for an import to be let go of when its day has passed.</summary>
public sealed record ExpireImport(string TenantId, Guid ImportId);

/// <summary>Does the work of imports in the background. Delivered twice, a message finds the import in another state and does nothing.</summary>
[MessageTimeout(3600)]
public static class ImportHandler
{
    /// <summary>Previews.</summary>
    public static Task Handle(PreviewImport message, ImportFiles imports, CancellationToken ct) => imports.PreviewAsync(message.TenantId, message.ImportId, ct);

    /// <summary>Commits.</summary>
    public static Task Handle(WriteImport message, ImportFiles imports, CancellationToken ct) => imports.WriteAsync(message.TenantId, message.ImportId, ct);

    /// <summary>Lets go.</summary>
    public static Task Handle(ExpireImport message, ImportFiles imports, CancellationToken ct) => imports.ExpireAsync(message.TenantId, message.ImportId, ct);
}

/// <summary>What the host adds so that imports work.</summary>
public static class ImportHosting
{
    /// <summary>Adds the services.</summary>
    public static void AddImports(this IServiceCollection services, params IReadOnlyList<IImportable> importables)
    {
        services.AddSingleton(importables);
        services.AddSingleton<ImportFiles>();
        services.AddSingleton<IOperations>(provider => provider.GetRequiredService<ImportFiles>());
    }

    /// <summary>Puts the work on durable local queues: what was accepted is done, whatever happens to the process.</summary>
    public static void UseImports(this WolverineOptions options)
    {
        options.LocalQueueFor<PreviewImport>().UseDurableInbox().MaximumParallelMessages(2);
        options.LocalQueueFor<WriteImport>().UseDurableInbox().MaximumParallelMessages(1);
        options.LocalQueueFor<ExpireImport>().UseDurableInbox().MaximumParallelMessages(1);
    }
}
