using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace FastApiUsers.PasswordPolicy;

/// <summary>Refuses passwords that were made public by breaches. Neither a password nor any part of its hash is ever logged.</summary>
internal sealed class BreachedPasswordValidator(BreachedPasswordOptions options, IPasswordRanges ranges, ILogger<BreachedPasswordValidator> logger)
    : IPasswordValidator
{
    // The k-anonymity of the range service: so many of the hash's 40 digits leave the application.
    private const int PrefixLength = 5;

    public async ValueTask<string?> ValidateAsync(string password, PasswordSubject subject, CancellationToken cancellationToken)
    {
        if (!options.Enabled)
            return null;

        var hash = Hash(password);
        var (count, failure) = await CountAsync(hash[..PrefixLength], hash[PrefixLength..], cancellationToken).ConfigureAwait(false);
        if (failure is null)
            return count >= options.MinimumCount ? "Password has appeared in a data breach" : null;

        Log.BreachLookUpFailed(logger, options.RejectWhenUnavailable ? "refused" : "accepted", failure);
        return options.RejectWhenUnavailable ? "Password could not be checked against known data breaches. Try again later" : null;
    }

    private static string Hash(string password)
    {
#pragma warning disable CA5350 // The range service knows passwords by their SHA-1. Nothing is stored.
        return Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(password)));
#pragma warning restore CA5350
    }

    private async Task<(long Count, string? Failure)> CountAsync(string prefix, string suffix, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.Timeout);
        try
        {
            var range = await ranges.ReadAsync(prefix, timeout.Token).ConfigureAwait(false);
            return PasswordRange.TryCount(range, suffix, out var count) ? (count, null) : (0, "the answer is not a range");
        }
#pragma warning disable CA1031 // The application may put any handler behind the client: whatever it throws, a setting says what follows.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return (0, Describe(exception));
        }
    }

    // Messages of exceptions have the address or the path in them, and so a part of the hash.
    private static string Describe(Exception exception) => exception switch
    {
        OperationCanceledException => "no answer in time",
        HttpRequestException { StatusCode: { } status } => $"the status is {(int)status}",
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } http => $"{http.HttpRequestError}",
        FileNotFoundException => "the folder has no file for the range",
        _ => (exception.InnerException ?? exception).GetType().Name,
    };
}
