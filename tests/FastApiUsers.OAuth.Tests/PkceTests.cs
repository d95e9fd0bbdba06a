namespace FastApiUsers.OAuth.Tests;

public sealed class PkceTests
{
    [Fact]
    public void The_challenge_is_that_of_RFC_7636_appendix_B() =>
        Assert.Equal("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", Pkce.CreateChallenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));

    [Fact]
    public void A_verifier_has_43_characters_and_is_never_the_same_again()
    {
        var pairs = Enumerable.Range(0, 100).Select(_ => Pkce.Create()).ToArray();

        Assert.All(pairs, pair => Assert.Matches("^[A-Za-z0-9_-]{43}$", pair.Verifier));
        Assert.All(pairs, pair => Assert.Equal(Pkce.CreateChallenge(pair.Verifier), pair.Challenge));
        Assert.Equal(100, pairs.Select(pair => pair.Verifier).Distinct().Count());
    }

    [Fact]
    public void A_log_shows_no_verifier() => Assert.Equal("Pkce", Pkce.Create().ToString());
}
