namespace ProcessingRegister.Law;

/// <summary>In which direction a period binds, and so which of its readings is the safe one.</summary>
public enum Duty
{
    /// <summary>To act before the end: the target is the earliest reading, the limit the latest.</summary>
    ToActBefore,

    /// <summary>To keep, or to wait, until the end: the target is the latest reading, the limit the earliest.</summary>
    ToKeepUntil,
}

/// <summary>The instant that sets a period running.</summary>
public enum Anchor
{
    /// <summary>The controller became aware of the breach, Art. 33(1).</summary>
    ControllerAware,

    /// <summary>The controller received the request, Art. 12(3).</summary>
    RequestReceived,

    /// <summary>The addressee received the order.</summary>
    OrderReceived,

    /// <summary>The enforcing authority was notified of the order.</summary>
    AuthorityNotifiedOfOrder,

    /// <summary>The issuing authority was told that the order cannot be executed.</summary>
    AuthorityToldOfImpediment,

    /// <summary>The notice to switch ended.</summary>
    SwitchingNoticeEnded,

    /// <summary>The transition of the switch ended.</summary>
    SwitchingTransitionEnded,

    /// <summary>The incident was classified as major.</summary>
    IncidentClassified,

    /// <summary>The entity became aware of the incident.</summary>
    IncidentAware,

    /// <summary>The initial notification was sent.</summary>
    InitialNotificationSent,

    /// <summary>The latest intermediate report was sent.</summary>
    IntermediateReportSent,

    /// <summary>The incident notification was sent.</summary>
    IncidentNotificationSent,
}

/// <summary>A period of the law: what is due, from when it runs and what sets its length. The length itself is data.</summary>
/// <param name="Code">Stable, for example <c>breach.sa</c>.</param>
/// <param name="Provision">The provision.</param>
/// <param name="Anchor">What sets the period running.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Length">What sets its length.</param>
/// <param name="Duty">In which direction it binds.</param>
/// <param name="Extension">What sets the length by which it was extended, in the same unit.</param>
/// <param name="Applies">What says whether the act applies at all.</param>
/// <param name="Pause">What says whether it rests while the data subject is awaited.</param>
public sealed record DeadlineRule(
    string Code,
    string Provision,
    Anchor Anchor,
    PeriodUnit Unit,
    LawKey<int> Length,
    Duty Duty = Duty.ToActBefore,
    LawKey<int>? Extension = null,
    LawKey<bool>? Applies = null,
    LawKey<PausePolicy>? Pause = null)
{
    /// <summary>Whether the act that the rule belongs to applies in a jurisdiction on a day.</summary>
    /// <exception cref="LawUnknownException">The data do not say.</exception>
    public bool AppliesUnder(LawInForce law) => Applies is null || law.Get(Applies).Value;
}
