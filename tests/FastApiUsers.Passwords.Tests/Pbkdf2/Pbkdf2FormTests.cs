namespace FastApiUsers.Passwords.Tests;

/// <summary>A text that none of the libraries writes is not recognised.</summary>
public sealed class Pbkdf2FormTests
{
    private const string Salt = "c2l4dGVlbiBieXRlIHNhbA";
    private const string Sha1 = "l1xEPt1WsZDYhqrOWwomTVrB4Uo";

    [Theory]
    [InlineData("$pbkdf2$i=1000$" + Salt + "$" + Sha1, true)]
    [InlineData("$pbkdf2$1000$" + Salt + "$" + Sha1, true)]
    [InlineData("$pbkdf2$i=1000,l=20$" + Salt + "$" + Sha1, true)]
    [InlineData("$pbkdf2$i=1000,l=19$" + Salt + "$" + Sha1, false)]
    [InlineData("$pbkdf2$i=1000,l=21$" + Salt + "$" + Sha1, false)]
    [InlineData("$pbkdf2$l=20,i=1000$" + Salt + "$" + Sha1, false)]
    [InlineData("$pbkdf2$i=1000,l=20,p=1$" + Salt + "$" + Sha1, false)]
    [InlineData("$pbkdf2$i=1000,i=1000$" + Salt + "$" + Sha1, false)]
    [InlineData("$pbkdf2$l=20$" + Salt + "$" + Sha1, false)]
    [InlineData("$pbkdf2$n=1000$" + Salt + "$" + Sha1, false)]
    [InlineData("$pbkdf2$I=1000$" + Salt + "$" + Sha1, false)]
    [InlineData("$pbkdf2$v=1$i=1000$" + Salt + "$" + Sha1, false)]
    [InlineData("$pbkdf2$i=01000$" + Salt + "$" + Sha1, false)]
    [InlineData("$pbkdf2$01000$" + Salt + "$" + Sha1, false)]
    [InlineData("$pbkdf2$+1000$" + Salt + "$" + Sha1, false)]
    [InlineData("$pbkdf2$1000,l=20$" + Salt + "$" + Sha1, false)]
    [InlineData("$pbkdf2$1000$" + Salt + "$l1xEPt1WsZDY.qrOWwomTVrB4Uo", true)]
    [InlineData("$pbkdf2$1000$" + Salt + "$l1xEPt1WsZDY+qrOWwomTVrB4Uo", false)]
    [InlineData("$pbkdf2$i=1000$" + Salt + "$l1xEPt1WsZDY+qrOWwomTVrB4Uo", true)]
    [InlineData("$pbkdf2$i=1000$" + Salt + "$l1xEPt1WsZDY.qrOWwomTVrB4Uo", false)]
    [InlineData("$pbkdf2$1000$" + Salt + "$l1xEPt1WsZDYhqrOWwomTVrB4Up", false)] // stray bits
    [InlineData("$pbkdf2$0$" + Salt + "$" + Sha1, false)]
    [InlineData("$pbkdf2$$" + Salt + "$" + Sha1, false)]
    [InlineData("$pbkdf2$1000$$" + Sha1, false)]
    [InlineData("$pbkdf2$i=1000$$" + Sha1, false)]
    [InlineData("$pbkdf2$i=1000$" + Salt + "$", false)]
    [InlineData("$pbkdf2$i=1000$" + Salt, false)]
    [InlineData("$pbkdf2$i=1000$" + Salt + "$" + Sha1 + "$", false)]
    [InlineData("$pbkdf2$i=1000$" + Salt + "$" + Sha1 + "=", false)]
    [InlineData("$pbkdf2-sha1$i=1000$" + Salt + "$" + Sha1, false)]
    [InlineData("$pbkdf2-sha256$i=1000$" + Salt + "$" + Sha1, false)] // 20 bytes are not the length of SHA-256
    [InlineData("$pbkdf2-sha256$1000$" + Salt + "$" + Sha1, false)]
    [InlineData("$pbkdf2-SHA256$i=1000$" + Salt + "$" + Sha1, false)]
    [InlineData("$pbkdf2-md5$i=1000$" + Salt + "$" + Sha1, false)]
    [InlineData("pbkdf2$i=1000$" + Salt + "$" + Sha1, false)]
    public void PHC_strings_and_passlib(string hash, bool expected) => Assert.Equal(expected, ImportedHash.Pbkdf2.Identify(hash));

    [Theory]
    [InlineData("pbkdf2_sha256$1000$abc$", "RrzE1aWB7E+aLxYqJ8PizkRHZHGOxwanF4Q66z9JNOs=", true)]
    [InlineData("pbkdf2_sha256$1000$!#%&~.,=+/$", "RrzE1aWB7E+aLxYqJ8PizkRHZHGOxwanF4Q66z9JNOs=", true)]
    [InlineData("pbkdf2_sha256$1000$$", "RrzE1aWB7E+aLxYqJ8PizkRHZHGOxwanF4Q66z9JNOs=", false)]
    [InlineData("pbkdf2_sha256$1000$a b$", "RrzE1aWB7E+aLxYqJ8PizkRHZHGOxwanF4Q66z9JNOs=", false)]
    [InlineData("pbkdf2_sha256$1000$a\0b$", "RrzE1aWB7E+aLxYqJ8PizkRHZHGOxwanF4Q66z9JNOs=", false)]
    [InlineData("pbkdf2_sha256$1000$sélt$", "RrzE1aWB7E+aLxYqJ8PizkRHZHGOxwanF4Q66z9JNOs=", false)]
    [InlineData("pbkdf2_sha256$1000$\ud800$", "RrzE1aWB7E+aLxYqJ8PizkRHZHGOxwanF4Q66z9JNOs=", false)]
    [InlineData("pbkdf2_sha256$01000$abc$", "RrzE1aWB7E+aLxYqJ8PizkRHZHGOxwanF4Q66z9JNOs=", false)]
    [InlineData("pbkdf2_sha256$0$abc$", "RrzE1aWB7E+aLxYqJ8PizkRHZHGOxwanF4Q66z9JNOs=", false)]
    [InlineData("pbkdf2_sha256$-1$abc$", "RrzE1aWB7E+aLxYqJ8PizkRHZHGOxwanF4Q66z9JNOs=", false)]
    [InlineData("pbkdf2_sha256$ 1$abc$", "RrzE1aWB7E+aLxYqJ8PizkRHZHGOxwanF4Q66z9JNOs=", false)]
    [InlineData("pbkdf2_sha256$4294968296$abc$", "RrzE1aWB7E+aLxYqJ8PizkRHZHGOxwanF4Q66z9JNOs=", false)]
    [InlineData("pbkdf2_sha256$1000$abc$", "RrzE1aWB7E+aLxYqJ8PizkRHZHGOxwanF4Q66z9JNOs", false)]
    [InlineData("pbkdf2_sha256$1000$abc$", "RrzE1aWB7E+aLxYqJ8PizkRHZHGOxwanF4Q66z9JNOt=", false)] // stray bits
    [InlineData("pbkdf2_sha256$1000$abc$", "BGol34ijKhYYnGy/uYTvSGedbP8=", false)]
    [InlineData("pbkdf2_sha256$1000$abc$", "", false)]
    [InlineData("pbkdf2_sha1$1000$abc$", "BGol34ijKhYYnGy/uYTvSGedbP8=", true)]
    [InlineData("pbkdf2_sha512$1000$abc$", "BGol34ijKhYYnGy/uYTvSGedbP8=", false)]
    [InlineData("pbkdf2_$1000$abc$", "BGol34ijKhYYnGy/uYTvSGedbP8=", false)]
    [InlineData("$pbkdf2_sha1$1000$abc$", "BGol34ijKhYYnGy/uYTvSGedbP8=", false)]
    [InlineData("Pbkdf2_sha1$1000$abc$", "BGol34ijKhYYnGy/uYTvSGedbP8=", false)]
    public void Django(string head, string hash, bool expected) => Assert.Equal(expected, ImportedHash.Pbkdf2.Identify(head + hash));
}
