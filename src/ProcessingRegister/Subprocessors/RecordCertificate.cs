using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Subprocessors;

/// <summary>Records a certificate of a subprocessor, Art. 28(5). Its running out is a finding, and nothing is deleted.</summary>
/// <param name="Reference">What it is called, unique within the record; a retry is recognised by it.</param>
/// <param name="Certificate">The certificate.</param>
/// <param name="ReceivedOn">When it was at hand; today when absent.</param>
public sealed record RecordCertificate(ImpersonalText Reference, Certificate Certificate, DateOnly? ReceivedOn = null) : ICommand<Subprocessor>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new RecordCertificate("iso27001-2025", SubprocessorExamples.Certificate, new DateOnly(2025, 3, 10));

    /// <inheritdoc />
    public Decision Decide(Subprocessor subprocessor, Moment now) =>
        subprocessor.Certificates.FirstOrDefault(c => c.Reference == Reference) is { } held
            ? held.Certificate == Certificate && (ReceivedOn ?? held.ReceivedOn) == held.ReceivedOn ? Decision.AlreadyDone : Decision.Refuse(SubprocessorRefusals.CertificateRecordedOtherwise)
        : subprocessor.MergedInto is not null ? Decision.Refuse(SubprocessorRefusals.Merged)
        : Decision.Append(new CertificateRecorded(Reference, Certificate, ReceivedOn ?? now.Today));

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() => Certificate.Faults("/certificate");
}

/// <summary><c>POST /v1/{org}/subprocessors/{id}/certificates</c>.</summary>
public static class RecordCertificateEndpoint
{
    /// <summary>Records a certificate of a subprocessor.</summary>
    [WolverinePost("/v1/{org}/subprocessors/{id}/certificates", OperationId = "recordCertificate"), AllowedTo(Role.Contributor, Role.Dpo)]
    public static Task<IResult> Post(Guid id, RecordCertificate command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
