using CsCheck;
using ProcessingRegister.Notices;
using Xunit;

namespace ProcessingRegister.Tests.Notices;

public sealed class A_pause_before_another_attempt
{
    private static readonly Gen<Backoff> Backoffs = Gen.Bool.Select(mail => mail ? Backoff.OfMail : Backoff.OfWebhooks);

    [Fact]
    public void Stays_within_a_fifth_of_its_measure_and_of_the_longest() => Gen.Select(Backoffs, Gen.Int[1, 10_000], Gen.Double.Unit).Sample((backoff, attempt, random) =>
    {
        var exact = Math.Min(backoff.Longest.TotalSeconds, backoff.First.TotalSeconds * Math.Pow(2, Math.Min(attempt - 1, 60)));
        var pause = backoff.After(attempt, random).TotalSeconds;
        return pause >= exact * 0.8 - 0.001 && pause <= exact * 1.2 + 0.001;
    });

    [Fact]
    public void Is_never_shorter_after_one_more_attempt_by_the_same_chance() => Gen.Select(Backoffs, Gen.Int[1, 1_000], Gen.Double.Unit).Sample((backoff, attempt, random) =>
        backoff.After(attempt + 1, random) >= backoff.After(attempt, random));

    [Fact]
    public void Lasts_as_long_as_the_receiver_asks_up_to_the_longest() => Gen.Select(Backoffs, Gen.Int[1, 100], Gen.Int[0, 10_000_000]).Sample((backoff, attempt, seconds) =>
    {
        var (asked, pause) = (TimeSpan.FromSeconds(seconds), backoff.After(attempt, 0.5, TimeSpan.FromSeconds(seconds)));
        return pause >= asked || pause >= backoff.Longest;
    });

    [Fact]
    public void Makes_for_days_of_attempts() => Assert.All([Backoff.OfMail, Backoff.OfWebhooks], backoff =>
    {
        var (sum, attempts) = (TimeSpan.Zero, 1);
        for (; sum < backoff.GiveUpAfter; attempts++)
            sum += backoff.After(attempts, 0.5);
        Assert.InRange(attempts, 15, 60);
        Assert.True(backoff.GiveUpAfter >= TimeSpan.FromDays(3));
    });
}
