using System.Globalization;
using System.Security.Cryptography;
using CommonPasswords;
using FastApiUsers.PasswordPolicy;

if (args is not [var output, _, ..])
{
    Console.Error.WriteLine("Usage: CommonPasswords OUTPUT LIST... (a list is a .json array, or a text of one password a line; .gz is unpacked)");
    return 1;
}

// A shorter password is refused for its length, and the filter is made for ASCII, which is nearly all that the lists have.
const int ShortestLength = 4;
var passwords = args[1..].SelectMany(PasswordList.Read)
    .Concat(Runs.All())
    .Select(password => password.Trim().ToLowerInvariant())
    .Where(password => password.Length >= ShortestLength && password.All(char.IsAscii))
    .ToHashSet(StringComparer.Ordinal);

var filter = BloomFilter.Create(passwords);
File.WriteAllBytes(output, filter.Content);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{filter.Count} passwords, {filter.Content.Length} bytes"));
Console.WriteLine($"SHA-256 {Convert.ToHexStringLower(SHA256.HashData(filter.Content))}");
return 0;
