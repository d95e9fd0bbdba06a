using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace FastApiUsers.Passwords;

/// <summary>A stored bcrypt hash: <c>$2b$12$</c>, 22 characters of salt and 31 of hash.</summary>
internal sealed record BcryptStoredHash(string Version, int Cost, byte[] Salt, byte[] Hash)
{
    public const string CurrentVersion = "2b";

    private const int SaltCharacters = 22;
    private const int HashCharacters = 31;

    public static bool TryParse(string text, [NotNullWhen(true)] out BcryptStoredHash? stored)
    {
        stored = null;

        // 2a, 2b and 2y name one algorithm for every password that is verified here: they differ where older code handled lengths
        // over 255 or characters over 127 wrongly. 2x, which keeps the second fault, is not recognised.
        if (text.Split('$') is not ["", "2a" or "2b" or "2y", { Length: 2 } costText, { Length: SaltCharacters + HashCharacters } body]
            || !char.IsAsciiDigit(costText[0])
            || !char.IsAsciiDigit(costText[1]))
        {
            return false;
        }

        var salt = new byte[Bcrypt.SaltLength];
        var hash = new byte[Bcrypt.HashLength];
        if (!BcryptBase64.TryDecode(body.AsSpan(0, SaltCharacters), salt) || !BcryptBase64.TryDecode(body.AsSpan(SaltCharacters), hash))
            return false;

        stored = new BcryptStoredHash(text[1..3], int.Parse(costText, CultureInfo.InvariantCulture), salt, hash);
        return true;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"${Version}${Cost:00}${BcryptBase64.Encode(Salt)}{BcryptBase64.Encode(Hash)}");
}
