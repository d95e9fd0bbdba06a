using System.Text.Json;
using FastApiUsers.Emails;

namespace FastApiUsers.Tests.Emails;

/// <summary>What the original answered to the addresses of the recording.</summary>
public class EmailVectorTests
{
    public static TheoryData<string, string?> Vectors()
    {
        var data = new TheoryData<string, string?>();
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "vectors.json")));
        foreach (var vector in document.RootElement.GetProperty("emails").EnumerateArray())
        {
            // An address that is no string never reaches the validator; 400 is an address like one that was registered before.
            if (vector.GetProperty("email").ValueKind == JsonValueKind.String)
            {
                data.Add(
                    vector.GetProperty("email").GetString()!,
                    vector.GetProperty("status").GetInt32() switch
                    {
                        422 => null,
                        201 => vector.GetProperty("stored").GetString(),
                        _ => "*",
                    });
            }
        }

        return data;
    }

    public static TheoryData<string, string?> Registrations()
    {
        var data = new TheoryData<string, string?>();
        var seen = new HashSet<(string, string?)>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "golden", "01-register.jsonl")))
        {
            using var step = JsonDocument.Parse(line);
            if (step.RootElement.TryGetProperty("request", out var request)
                && TryGetEmail(request, out var email)
                && TryGetExpectation(step.RootElement.GetProperty("response"), out var stored)
                && seen.Add((email, stored)))
            {
                data.Add(email, stored);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_recorded_address_is_judged_as_the_original_did(string email, string? stored) => AssertJudged(email, stored);

    [Theory]
    [MemberData(nameof(Registrations))]
    public void A_registered_address_is_judged_as_the_original_did(string email, string? stored) => AssertJudged(email, stored);

    [Fact]
    public void The_recording_has_addresses_of_both_kinds()
    {
        Assert.True(Vectors().Count > 30);
        Assert.True(Registrations().Count > 50);
    }

    private static void AssertJudged(string email, string? stored)
    {
        Assert.Equal(stored is not null, EmailAddress.TryNormalize(email, out var normalized, out _));
        if (stored != "*")
        {
            Assert.Equal(stored, normalized);
        }
    }

    private static bool TryGetEmail(JsonElement request, out string email)
    {
        email = "";
        if (request.GetProperty("method").GetString() != "POST"
            || !request.TryGetProperty("body", out var text) || text.GetString() is not { } body
            || body.Contains("\\ud800", StringComparison.Ordinal))
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("email", out var value) || value.ValueKind != JsonValueKind.String)
            {
                return false;
            }

            email = value.GetString()!;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // Null in stored is a refusal; a star is an address that was accepted, though the answer does not show it.
    private static bool TryGetExpectation(JsonElement response, out string? stored)
    {
        stored = "*";
        var body = response.GetProperty("body").GetString()!;
        switch (response.GetProperty("status").GetInt32())
        {
            case 201:
                using (var user = JsonDocument.Parse(body))
                {
                    stored = user.RootElement.GetProperty("email").GetString();
                }

                return true;
            case 400:
                return body.Contains("REGISTER_", StringComparison.Ordinal);
            case 422:
                if (body.Contains("[\"body\",\"email\"]", StringComparison.Ordinal))
                {
                    stored = null;
                }

                // Another place than a field is a body that was never read.
                return body.Contains("\"loc\":[\"body\",\"", StringComparison.Ordinal);
            default:
                return false;
        }
    }
}
