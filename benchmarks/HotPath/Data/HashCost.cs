using FastApiUsers.Passwords;

namespace HotPath.Data;

/// <summary>What a password hash costs: the parameters that both sides hash with.</summary>
internal sealed record HashCost(string Name, Argon2Parameters Parameters)
{
    public static readonly HashCost Default = new("default", new Argon2Parameters());

    /// <summary>About a millisecond: what is left of a sign-in beside its hash shows.</summary>
    public static readonly HashCost Test = new("test", new Argon2Parameters { MemorySize = 2048 });

    public static HashCost Of(string name) => name == Default.Name ? Default : Test;

    public IPasswordHelper CreateHelper() => new PasswordHelper(new PasswordHash(new Argon2Hasher(Parameters), new BcryptHasher()));
}
