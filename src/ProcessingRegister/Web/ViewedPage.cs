using Microsoft.AspNetCore.Components;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;

namespace ProcessingRegister.Web;

/// <summary>A page of one organisation's register, which can be read from any view. Where the request's dates are malformed it reads nothing, and says so.</summary>
public abstract class ViewedPage : ComponentBase
{
    /// <summary>The request.</summary>
    [CascadingParameter] public required HttpContext Http { get; set; }

    /// <summary>The organisation's name in addresses.</summary>
    [Parameter] public required string Org { get; set; }

    /// <summary>Whether the view could be read; where not, there is nothing to show.</summary>
    protected bool IsShown { get; private set; }

    /// <summary>After which record this page of a list begins.</summary>
    protected Guid? After { get; private set; }

    /// <summary>Reads what is shown.</summary>
    protected abstract Task ReadAsync(View view, CancellationToken ct);

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (View.Of(Http, out var view) is not null)
        {
            Http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        // An address that somebody has mutilated leads to the beginning of the list.
        After = Guid.TryParse(Http.Request.Query["after"], out var after) ? after : null;
        await ReadAsync(view, Http.RequestAborted);
        IsShown = true;
    }

    /// <summary>The record of this page, or <c>null</c> with the status 404.</summary>
    protected T? OrNotFound<T>(T? record) where T : Record
    {
        if (record is null)
            Http.Response.StatusCode = StatusCodes.Status404NotFound;
        return record;
    }
}
