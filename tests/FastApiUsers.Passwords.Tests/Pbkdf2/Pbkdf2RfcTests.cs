using System.Text;

namespace FastApiUsers.Passwords.Tests;

public sealed class Pbkdf2RfcTests
{
    [Theory]
    [InlineData("password", "salt", 1, "0c60c80f961f0e71f3a9b524af6012062fe037a6")]
    [InlineData("password", "salt", 2, "ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957")]
    [InlineData("password", "salt", 4096, "4b007901b765489abead49d926f721d065a429c1")]
    [InlineData(
        "passwordPASSWORDpassword",
        "saltSALTsaltSALTsaltSALTsaltSALTsalt",
        4096,
        "3d2eec4fe41c849b80c8d83662c0e44a8b291a964cf2f07038")]
    [InlineData("pass\0word", "sa\0lt", 4096, "56fa6aa75548099dcc37d7f03425e0c3")]
    public void The_test_vectors_of_RFC_6070_verify(string password, string salt, int iterations, string hash) =>
        AssertVerifies("pbkdf2", password, salt, iterations, hash);

    [Theory]
    [InlineData(
        "passwd",
        "salt",
        1,
        "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783")]
    [InlineData(
        "Password",
        "NaCl",
        80000,
        "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d")]
    public void The_test_vectors_of_RFC_7914_section_11_verify(string password, string salt, int iterations, string hash) =>
        AssertVerifies("pbkdf2-sha256", password, salt, iterations, hash);

    private static void AssertVerifies(string id, string password, string salt, int iterations, string hash)
    {
        var bytes = Convert.FromHexString(hash);
        var stored = new PhcString(id, null, [("i", iterations), ("l", bytes.Length)], Encoding.ASCII.GetBytes(salt), bytes).ToString();

        Assert.True(ImportedHash.Pbkdf2.Verify(password, stored));
        Assert.False(ImportedHash.Pbkdf2.Verify(password + "x", stored));
    }
}
