using ProcessingRegister.Hosting;
using ProcessingRegister.Hosting.Access;

var command = StartCommand.Of(args);
if (command.OnlySeals)
    return await SealingProcess.RunAsync(command.Configuration());
await using var database = await command.OpenDatabaseAsync();
var builder = WebApplication.CreateBuilder(command.HostArguments);

builder.AddDefaults();
builder.AddTelemetry();
builder.AddDatabase(database, command);
builder.AddMessaging();
builder.AddAccess();
builder.AddInterface();

var app = builder.Build();

app.UseInterface();

return await command.RunAsync(app, database);
