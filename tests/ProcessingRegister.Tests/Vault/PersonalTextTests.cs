using System.Text.Json;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Xunit;

namespace ProcessingRegister.Tests.Vault;

public class A_personal_text
{
    private sealed record Note(PersonalText Text, Stated<PersonalText>? Point = null);

    [Fact]
    public void Is_never_shown_by_what_writes_values_out()
    {
        var note = new Note(new PersonalText("Ola"), new(StatedAs.Provided, new PersonalText("Ola")));

        Assert.DoesNotContain("Ola", $"{note.Text} {note}", StringComparison.Ordinal);
        Assert.DoesNotContain("Ola", new ContactPerson { Name = new("Ola"), Email = new("Ola@example.no") }.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Cannot_be_stored_before_it_is_sealed()
    {
        Assert.Throws<InvalidOperationException>(() => JsonSerializer.Serialize(new Note(new("Ola")), RegisterJson.Storage));
        Assert.Throws<InvalidOperationException>(() => JsonSerializer.Serialize(new Note(new("Ola"))));
    }

    [Fact]
    public void Is_stored_as_a_reference_and_read_closed()
    {
        var text = Sealed("Ola");
        var json = JsonSerializer.Serialize(new Note(text), RegisterJson.Storage);
        var read = JsonSerializer.Deserialize<Note>(json, RegisterJson.Storage)!.Text;

        Assert.DoesNotContain("Ola", json, StringComparison.Ordinal);
        Assert.Equal((text.Id, null, false), (read.Id, read.Value, read.Erased));
        Assert.Equal(text.Commitment, read.Commitment);
    }

    [Fact]
    public void Is_said_in_the_clear_at_the_edge_and_as_nothing_once_erased()
    {
        var text = Sealed("Ola");
        Assert.Equal("""{"text":"Ola"}""", JsonSerializer.Serialize(new Note(text), RegisterJson.Edge));

        text.Open(null);
        Assert.True(text.Erased);
        Assert.Equal("""{"text":null}""", JsonSerializer.Serialize(new Note(text), RegisterJson.Edge));
    }

    [Theory]
    [InlineData("""{"text":{"$pv":"0198c1f0-0000-7000-8000-000000000001","c":""}}""")]
    [InlineData("""{"text":null}""")]
    [InlineData("""{"text":7}""")]
    [InlineData("""{"text":""}""")]
    [InlineData("""{"text":"  "}""")]
    [InlineData("""{"text":"a\u0000b"}""")]
    [InlineData("""{}""")]
    public void Is_taken_from_a_client_as_text_alone(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Note>(json, RegisterJson.Edge));

    [Fact]
    public void Is_equal_to_what_says_the_same_and_closed_to_what_is_the_same()
    {
        var (one, other) = (Sealed("Ola"), Sealed("Ola"));

        Assert.Equal(one, other);
        Assert.Equal(one, PersonalText.Closed(one.Id, one.Commitment!));
        Assert.NotEqual(PersonalText.Closed(one.Id, one.Commitment!), PersonalText.Closed(other.Id, other.Commitment!));
        Assert.NotEqual(one, new PersonalText("Kari"));
    }

    [Fact]
    public void Is_found_wherever_it_stands_with_its_place_and_its_person()
    {
        var person = new ContactPerson { Subject = Guid.NewGuid(), Name = new("Ola"), Email = new("ola@example.no") };
        var found = PersonalValues.Located(new Dictionary<string, object> { ["a/b~c"] = new[] { person }, ["note"] = new PersonalText("Kari") });

        Assert.Equal(
            [("/a~1b~0c/0/name", person.Subject, "Ola"), ("/a~1b~0c/0/email", person.Subject, "ola@example.no"), ("/note", (Guid?)null, "Kari")],
            found.Select(value => (value.Pointer, value.Subject, value.Text.Value)));
    }

    private static PersonalText Sealed(string value)
    {
        var text = new PersonalText(value);
        text.Seal(Guid.CreateVersion7(), [1, 2, 3]);
        return text;
    }
}

public class A_contact_person
{
    [Fact]
    public void Is_shown_to_a_client_without_the_reference_and_never_takes_one()
    {
        var person = new ContactPerson { Subject = Guid.NewGuid(), Name = new("Ola") };

        Assert.Equal("""{"name":"Ola"}""", JsonSerializer.Serialize(person, RegisterJson.Edge));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ContactPerson>($$"""{"name":"Ola","$subject":"{{person.Subject}}"}""", RegisterJson.Edge));
    }

    [Fact]
    public void Is_recognised_by_email_then_telephone_then_name()
    {
        Assert.Equal("OLA@EXAMPLE.NO", new ContactPerson { Name = new("Ola"), Email = new(" ola@example.no "), Telephone = new("+47 22 33 44 55") }.Recognisable);
        Assert.Equal("+47 22 33 44 55", new ContactPerson { Name = new("Ola"), Telephone = new("+47 22 33 44 55") }.Recognisable);
        Assert.Equal("OLA", new ContactPerson { Name = new("Ola ") }.Recognisable);
    }
}
