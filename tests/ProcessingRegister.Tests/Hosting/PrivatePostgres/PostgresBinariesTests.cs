using System.Runtime.Versioning;
using ProcessingRegister.Hosting.PrivatePostgres;
using Xunit;

namespace ProcessingRegister.Tests.Hosting.PrivatePostgres;

/// <summary>Which of the server programs on a machine are taken; the machine is made of folders with small scripts.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PostgresBinariesTests : IDisposable
{
    private readonly string _machine = Directory.CreateTempSubdirectory("processing-register-machine-").FullName;

    public void Dispose() => Directory.Delete(_machine, recursive: true);

    [Fact]
    public async Task The_highest_release_wins_by_number_not_by_text()
    {
        string[] folders = [Server("usr/9", "9.6.24"), Server("usr/15", "15.18"), Server("usr/16-9", "16.9"), Server("usr/16-10", "16.10"), Folder("empty")];
        var found = await PostgresBinaries.FindAsync(folders);
        Assert.Equal(new(Path.Combine(_machine, "usr/16-10"), new(16, 10)), found);
    }

    [Theory]
    [InlineData("14.19")]
    [InlineData("19beta1")]
    [InlineData("19devel")]
    [InlineData("not a version")]
    public async Task Too_old_a_release_or_a_preview_is_not_suitable(string version) =>
        Assert.Null(await PostgresBinaries.FindAsync([Server("bin", version)]));

    [Fact]
    public async Task Existing_data_demand_the_release_that_wrote_them()
    {
        string[] folders = [Server("15", "15.18"), Server("17", "17.6")];
        Assert.Equal(15, (await PostgresBinaries.FindAsync(folders, major: 15))!.Version.Major);
        Assert.Null(await PostgresBinaries.FindAsync(folders, major: 16));
    }

    [Fact]
    public async Task A_folder_with_only_some_of_the_programs_is_passed_over()
    {
        var folder = Server("bin", "17.6");
        File.Delete(Path.Combine(folder, "initdb"));
        Assert.Null(await PostgresBinaries.FindAsync([folder]));
    }

    [Fact]
    public async Task A_link_on_the_path_leads_to_where_the_programs_lie_together()
    {
        var real = Server("usr/lib/postgresql/17/bin", "17.6");
        var path = Folder("usr/bin");
        File.CreateSymbolicLink(Path.Combine(path, "initdb"), Path.Combine(real, "initdb"));
        Assert.Equal(real, (await PostgresBinaries.FindAsync([path]))!.Folder);
    }

    [Fact]
    public async Task Without_programs_in_sight_pg_config_is_asked()
    {
        var real = Server("hidden/bin", "18.1");
        var path = Folder("usr/bin");
        Script(Path.Combine(path, "pg_config"), $"echo {real}");
        Assert.Equal(real, (await PostgresBinaries.FindAsync([path]))!.Folder);
    }

    [Fact]
    public void A_pattern_means_the_folders_that_exist()
    {
        Folder("usr/lib/postgresql/15/bin");
        Folder("usr/lib/postgresql/17/bin");
        Folder("usr/lib/postgresql/18");
        Folder("usr/pgsql-16/bin");
        Assert.Equal(
            [$"{_machine}/usr/lib/postgresql/15/bin", $"{_machine}/usr/lib/postgresql/17/bin"],
            PostgresFolders.Matching($"{_machine}/usr/lib/postgresql/*/bin").Order());
        Assert.Equal([$"{_machine}/usr/pgsql-16/bin"], PostgresFolders.Matching($"{_machine}/usr/pgsql-*/bin"));
        Assert.Empty(PostgresFolders.Matching($"{_machine}/opt/*/bin"));
    }

    [Fact]
    public async Task Without_any_PostgreSQL_two_lines_say_what_to_do()
    {
        var options = new ClusterOptions { Temporary = true, Folder = _machine, BinaryFolders = [], Download = null };
        var unavailable = await Assert.ThrowsAsync<PostgresUnavailableException>(() => PrivateCluster.StartAsync(options));
        Assert.Equal(2, unavailable.Message.Split('\n').Length);
        Assert.Contains("ConnectionStrings__Register", unavailable.Message);
        Assert.Empty(Directory.GetFileSystemEntries(_machine));
    }

    private string Folder(string path) => Directory.CreateDirectory(Path.Combine(_machine, path)).FullName;

    private string Server(string path, string version)
    {
        var folder = Folder(path);
        foreach (var name in new[] { "postgres", "initdb", "pg_ctl" })
            Script(Path.Combine(folder, name), $"echo '{name} (PostgreSQL) {version}'");
        return folder;
    }

    private static void Script(string path, string line)
    {
        File.WriteAllText(path, $"#!/bin/sh\n{line}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
