using ProcessingRegister.Web;

namespace ProcessingRegister.Obligations;

/// <summary>The words for what is owed. A kind that has none of its own is called by its rule's, and one that has neither by its code.</summary>
internal static class DutyWords
{
    public static string Of(string kind) => Phrases.Has($"duty.{kind}") ? Phrases.Say($"duty.{kind}") : Phrases.Has($"DeadlineRule.{kind}") ? Phrases.Say($"DeadlineRule.{kind}") : kind;
}
