using System.Runtime.CompilerServices;
using FastApiUsers.Passwords;

namespace FastApiUsers.Users;

/// <summary>The hash of nobody's password, against which the password for an unknown user is verified at the cost of a real one.</summary>
internal static class DecoyHash
{
    private static readonly ConditionalWeakTable<IPasswordHelper, string> Hashes = [];

    public static string Of(IPasswordHelper passwords) => Hashes.GetValue(passwords, helper => helper.Hash(helper.Generate()));
}
