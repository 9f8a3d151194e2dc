using JasperFx;
using Marten;
using Npgsql;
using ProcessingRegister.Hosting;
using ProcessingRegister.Hosting.Access;
using ProcessingRegister.Vault;
using Wolverine;
using Wolverine.Http;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(new KeyEncryptionKey(new byte[32]));
builder.Services.AddStorage(_ => NpgsqlDataSource.Create(builder.Configuration.GetConnectionString("Register") ?? "Host=localhost"));
builder.Host.UseWolverine(o => { o.Policies.AutoApplyTransactions(); o.Durability.Mode = DurabilityMode.Solo; });
builder.AddAccess();
builder.Services.AddWolverineHttp();
builder.Services.ConfigureSystemTextJsonForWolverineOrMinimalApi(o => RegisterJson.Configure(o.SerializerOptions, PersonalTextForm.Clear));
var app = builder.Build();
app.UseAccess();
app.MapWolverineEndpoints(o => o.TenantId.DetectWith(new CallersTenant()));
if (args is ["migrate"])
{
    await Migration.ApplyAsync(app.Services, default);
    return 0;
}
return await app.RunJasperFxCommands(args);
