using ProcessingRegister.Decisions;

namespace ProcessingRegister.Subprocessors;

/// <summary>The rules that forbid something in this register.</summary>
public static class SubprocessorRefusals
{
    /// <summary>Of one reference there is one record.</summary>
    public static readonly Refusal AlreadyRegistered = new("subprocessor-already-registered", "Art. 28(2)",
        "A subprocessor of this reference is on record already; revise it instead.");

    /// <summary>Who became one with another is spoken of under the other's record.</summary>
    public static readonly Refusal Merged = new("subprocessor-merged", "Art. 28(4)",
        "The legal entity became one with another, under whose record it goes on; what was said of it can be corrected, but nothing new be said.");

    /// <summary>A revision may not take effect before the statement that it follows.</summary>
    public static readonly Refusal TakesEffectBeforeLatest = new("subprocessor-takes-effect-before-latest", "Art. 5(2)",
        "The statement would take effect before the one of its kind that it follows; correct that one instead.");

    /// <summary>Nothing is said of it for a day before the first.</summary>
    public static readonly Refusal TakesEffectBeforeStart = new("subprocessor-takes-effect-before-start", "Art. 5(2)",
        "The statement would take effect before the first day on which anything is said of the subprocessor; correct its registration first.");

    /// <summary>What is in use is not engaged again.</summary>
    public static readonly Refusal AlreadyEngaged = new("subprocessor-already-engaged", "Art. 28(2)",
        "The subprocessor is in use from another day on; correct that statement instead.");

    /// <summary>Only what is in use can be ended.</summary>
    public static readonly Refusal NotEngaged = new("subprocessor-not-engaged", "Art. 28(2)",
        "The subprocessor is not in use, or its use ended on another day; correct that statement instead.");

    /// <summary>Two engagements follow one another.</summary>
    public static readonly Refusal EngagementOverlaps = new("subprocessor-engagement-overlaps", "Art. 5(2)",
        "The subprocessor would be in use from a day that lies within an earlier engagement.");

    /// <summary>What ends has begun.</summary>
    public static readonly Refusal EndsBeforeItBegins = new("subprocessor-ends-before-it-begins", "Art. 5(2)",
        "The engagement would end before it begins; correct its beginning first.");

    /// <summary>A correction keeps its place between its neighbours.</summary>
    public static readonly Refusal CorrectionOutOfOrder = new("subprocessor-correction-out-of-order", "Art. 5(2)",
        "The corrected statement would take effect before the statement ahead of it or after the one behind it; correct that one first.");

    /// <summary>Only what was stated of name, content or use can be corrected.</summary>
    public static readonly Refusal NothingToCorrect = new("subprocessor-nothing-to-correct", "Art. 5(2)",
        "The event named is none of this record's statements about name, content or use; its history lists them.");

    /// <summary>A correction says all that the statement should have said, and nothing else.</summary>
    public static readonly Refusal CorrectionOfAnotherKind = new("subprocessor-correction-of-another-kind", "Art. 5(2)",
        "A corrected registration needs name and content, a rename the name only, a revision the content only, and an engagement or its end neither.");

    /// <summary>A party is one of this register.</summary>
    public static readonly Refusal Unknown = new("subprocessor-unknown", "Art. 28(4)",
        "The other subprocessor is not on record; register it first.");

    /// <summary>Who became one with itself, or with one that is gone.</summary>
    public static readonly Refusal CannotMergeInto = new("subprocessor-cannot-merge-into", "Art. 28(4)",
        "A legal entity can become one only with another that stands for itself on that day.");

    /// <summary>The subprocessors of subprocessors make a tree.</summary>
    public static readonly Refusal WouldBeItsOwn = new("subprocessor-would-be-its-own", "Art. 28(4)",
        "The subprocessor would be, directly or through others, its own subprocessor.");

    /// <summary>Whom it does not engage it cannot let go.</summary>
    public static readonly Refusal NotItsOwn = new("subprocessor-not-its-own", "Art. 28(4)",
        "The subprocessor does not engage the other one.");

    /// <summary>The parties that a customer chose are the customer's processors.</summary>
    public static readonly Refusal ChosenByCustomer = new("subprocessor-chosen-by-customer", "Art. 28(4)",
        "A party that the customer chose or brought along is no subprocessor, and stands in no chain.");

    /// <summary>What was recorded is not replaced.</summary>
    public static readonly Refusal CertificateRecordedOtherwise = new("subprocessor-certificate-recorded-otherwise", "Art. 28(5)",
        "Another certificate is recorded under this reference; record a renewed or mended one under a reference of its own.");
}
