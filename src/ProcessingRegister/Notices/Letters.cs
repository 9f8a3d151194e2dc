using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ProcessingRegister.Decisions;
using ProcessingRegister.Notices.Templates;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Notices;

/// <summary>What is said to all recipients of an order: the words in each language, and what fills their places.</summary>
internal sealed record Letter(IReadOnlyDictionary<NoticeLanguage, TemplateWords> Words, IReadOnlyDictionary<NoticePlaceholder, string> Values)
{
    /// <summary>The subject and the text for one recipient.</summary>
    /// <param name="language">In which language.</param>
    /// <param name="recipient">The contact person's name, or <c>null</c>.</param>
    /// <param name="acknowledgement">The link to acknowledge; <c>null</c> where none is to be shown.</param>
    public (string Subject, string Text) For(NoticeLanguage language, string? recipient, string? acknowledgement)
    {
        var (words, unknown) = (Words[language], DefaultTemplates.Unknown(language));
        return (TemplateText.OneLine(TemplateText.Fill(words.Subject, Value, unknown)), TemplateText.Fill(words.Body, Value, unknown));

        string? Value(NoticePlaceholder place) => place switch
        {
            NoticePlaceholder.Recipient => recipient ?? "",
            NoticePlaceholder.Acknowledgement => acknowledgement ?? "",
            _ => Values.GetValueOrDefault(place),
        };
    }

    /// <summary>What a notice said, as a digest: comparable with the text that a recipient holds, and the same for each attempt.</summary>
    public byte[] DigestFor(NoticeLanguage language, string? recipient)
    {
        var (subject, text) = For(language, recipient, null);
        return SHA256.HashData(Encoding.UTF8.GetBytes($"{subject}\n\n{text}"));
    }

    /// <summary>Never what is said.</summary>
    public override string ToString() => "[letter]";
}

/// <summary>Seals letters under the key of the record that they are about, bound to their place, and opens them.</summary>
internal sealed class LetterSeal(DataKeys keys)
{
    public async Task<(int KeyRevision, byte[] Sealed)> SealAsync(string tenantId, Guid record, Guid id, Letter letter, CancellationToken ct)
    {
        var (revision, key) = (await keys.ForAsync(tenantId, [record], ct))[record];
        return (revision, KeyEncryptionKey.Encrypt(key, JsonSerializer.SerializeToUtf8Bytes(letter, RegisterJson.Storage), PlaceOf(tenantId, id, revision)));
    }

    /// <returns>The letter, or <c>null</c> when its key has been erased.</returns>
    public async Task<Letter?> OpenAsync(string tenantId, Guid record, Guid id, int revision, byte[] bytes, CancellationToken ct)
    {
        var (present, key) = (await keys.ForAsync(tenantId, [record], ct))[record];
        try
        {
            return present != revision ? null : JsonSerializer.Deserialize<Letter>(KeyEncryptionKey.Decrypt(key, bytes, PlaceOf(tenantId, id, revision)), RegisterJson.Storage);
        }
        catch (CryptographicException)
        {
            // A key that was erased is made anew by whoever asks for it, and opens nothing of what the former sealed.
            return null;
        }
    }

    private static byte[] PlaceOf(string tenantId, Guid id, int revision) =>
        KeyEncryptionKey.Fields("notice-letter/1", tenantId, id.ToString(), revision.ToString(CultureInfo.InvariantCulture));
}
