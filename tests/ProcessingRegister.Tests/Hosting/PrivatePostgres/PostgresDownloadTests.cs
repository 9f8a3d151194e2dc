using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ProcessingRegister.Hosting.PrivatePostgres;
using Xunit;

namespace ProcessingRegister.Tests.Hosting.PrivatePostgres;

/// <summary>Fetching the server programs, from a repository on loopback whose archive leads to the programs of this machine.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PostgresDownloadTests : IAsyncLifetime
{
    private const string Published =
        "<metadata><versioning><versions><version>17.5.0</version><version>17.6.0</version></versions></versioning></metadata>";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"processing-register-fetched-{Guid.NewGuid():N}");
    private readonly List<string> _asked = [];
    private WebApplication _repository = null!;
    private byte[] _archive = [];

    private ClusterOptions Options => new()
    {
        Temporary = true,
        BinaryFolders = [],
        Download = new() { Repository = new(_repository.Urls.Single()), Folder = _folder },
    };

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _repository = builder.Build();
        _repository.Urls.Add("http://127.0.0.1:0");
        _repository.Run(AnswerAsync);
        await _repository.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _repository.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_programs_are_fetched_once_when_the_machine_has_none()
    {
        var here = await PostgresBinaries.FindAsync(PostgresFolders.OnThisMachine());
        Assert.NotNull(here);
        _archive = Archive(here);
        await using (var first = await PrivateCluster.StartAsync(Options))
        {
            Assert.StartsWith(_folder, first.Binaries.Folder, StringComparison.Ordinal);
            Assert.Equal(1, await KeptFolder.AskAsync<int>(first.ConnectionString, "SELECT 1"));
        }
        Assert.Single(_asked, path => path.EndsWith(".jar", StringComparison.Ordinal));
        _asked.Clear();

        await (await PrivateCluster.StartAsync(Options)).DisposeAsync();
        Assert.Empty(_asked);
    }

    [Fact]
    public async Task A_repository_that_has_nothing_ends_in_two_lines()
    {
        var unavailable = await Assert.ThrowsAsync<PostgresUnavailableException>(() => PrivateCluster.StartAsync(Options));
        Assert.Equal(2, unavailable.Message.Split('\n').Length);
        Assert.NotEmpty(_asked);
    }

    private Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        lock (_asked)
            _asked.Add(path);
        if (_archive is [])
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
        return path.EndsWith("/maven-metadata.xml", StringComparison.Ordinal) ? http.Response.WriteAsync(Published)
            : path.EndsWith(".sha256", StringComparison.Ordinal) ? http.Response.WriteAsync(Convert.ToHexStringLower(SHA256.HashData(_archive)))
            : http.Response.Body.WriteAsync(_archive).AsTask();
    }

    /// <summary>A zip that holds a tar, as the published archives are; in the tar, scripts that run this machine's programs.</summary>
    private static byte[] Archive(PostgresBinaries binaries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            using var packed = new GZipStream(zip.CreateEntry("postgres.txz").Open(), CompressionLevel.Fastest);
            using var tar = new TarWriter(packed, TarEntryFormat.Ustar);
            foreach (var name in new[] { "postgres", "initdb", "pg_ctl" })
            {
                using var script = new MemoryStream([.. Encoding.UTF8.GetBytes($"#!/bin/sh\nexec {binaries.Folder}/{name} \"$@\"\n")]);
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, $"bin/{name}") { DataStream = script });
            }
        }
        return bytes.ToArray();
    }
}
