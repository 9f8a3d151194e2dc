using System.Security.Cryptography;
using ProcessingRegister.Vault;
using Xunit;

namespace ProcessingRegister.Tests.Vault;

public sealed class The_key_encryption_key : IDisposable
{
    private static readonly Guid Owner = new("0198c1f0-0000-7000-8000-000000000001");
    private static readonly byte[] DataKey = RandomNumberGenerator.GetBytes(32);
    private readonly KeyEncryptionKey kek = new(RandomNumberGenerator.GetBytes(32));
    private readonly string folder = Directory.CreateTempSubdirectory("kek-").FullName;

    private string KeyFile => Path.Combine(folder, "below", "kek");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Unwraps_what_it_wrapped_and_never_wraps_alike()
    {
        var (one, other) = (kek.Wrap(DataKey, "tenant", Owner, 1), kek.Wrap(DataKey, "tenant", Owner, 1));

        Assert.Equal(DataKey, kek.Unwrap(one, "tenant", Owner, 1));
        Assert.NotEqual(one, other);
    }

    [Fact]
    public void Unwraps_for_no_other_tenant_owner_revision_or_key()
    {
        var wrapped = kek.Wrap(DataKey, "tenant", Owner, 1);

        Refuses(() => kek.Unwrap(wrapped, "tenants", Owner, 1));
        Refuses(() => kek.Unwrap(wrapped, "tenant", Guid.Empty, 1));
        Refuses(() => kek.Unwrap(wrapped, "tenant", Owner, 2));
        Refuses(() => new KeyEncryptionKey(RandomNumberGenerator.GetBytes(32)).Unwrap(wrapped, "tenant", Owner, 1));
    }

    [Fact]
    public void Unwraps_nothing_that_was_changed_or_cut()
    {
        var wrapped = kek.Wrap(DataKey, "tenant", Owner, 1);
        for (var i = 0; i < wrapped.Length; i++)
        {
            var changed = wrapped.ToArray();
            changed[i] ^= 1;
            Refuses(() => kek.Unwrap(changed, "tenant", Owner, 1));
            Refuses(() => kek.Unwrap(wrapped[..i], "tenant", Owner, 1));
        }
    }

    [Fact]
    public void Keeps_fields_apart_in_what_it_binds() =>
        Assert.NotEqual(KeyEncryptionKey.Fields("ab", "c"), KeyEncryptionKey.Fields("a", "bc"));

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(33)]
    public void Has_32_bytes(int size) => Assert.Throws<ArgumentException>(() => new KeyEncryptionKey(new byte[size]));

    [Fact]
    public void Is_made_once_and_readable_by_its_owner_alone()
    {
        var made = KeyEncryptionKey.From(null, KeyFile);

        Assert.Equal(made.Id, KeyEncryptionKey.From(null, KeyFile).Id);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
    }

    [Fact]
    public void Comes_from_the_environment_before_the_file()
    {
        var key = RandomNumberGenerator.GetBytes(32);

        Assert.Equal(new KeyEncryptionKey(key).Id, KeyEncryptionKey.From(Convert.ToBase64String(key), KeyFile).Id);
        Assert.False(File.Exists(KeyFile));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void Is_not_taken_from_a_file_that_others_reach(UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
            return;
        KeyEncryptionKey.From(null, KeyFile);
        File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | mode);

        Assert.Throws<InvalidOperationException>(() => KeyEncryptionKey.From(null, KeyFile));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a key")]
    [InlineData("c2hvcnQ=")]
    public void Is_not_guessed_from_a_file_or_a_variable_that_holds_none(string content)
    {
        KeyEncryptionKey.From(null, KeyFile);
        File.WriteAllText(KeyFile, content);

        var refused = Assert.Throws<InvalidOperationException>(() => KeyEncryptionKey.From(null, KeyFile));
        Assert.True(content.Length == 0 || !refused.Message.Contains(content, StringComparison.Ordinal));
        if (content.Length > 0)
            Assert.Throws<InvalidOperationException>(() => KeyEncryptionKey.From(content, KeyFile));
    }

    private static void Refuses(Action unwrap) => Assert.ThrowsAny<CryptographicException>(unwrap);
}
