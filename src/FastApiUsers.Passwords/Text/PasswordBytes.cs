using System.Security.Cryptography;
using System.Text;

namespace FastApiUsers.Passwords;

/// <summary>
/// A password as UTF-8, without normalisation, wiped when disposed. An unpaired surrogate becomes U+FFFD: to refuse it here would
/// make such a password cheaper to answer than a wrong one, or an exception.
/// </summary>
internal readonly ref struct PasswordBytes
{
    // Pinned: the garbage collector must not leave copies behind that the wipe does not reach.
    private readonly byte[] _bytes;

    public PasswordBytes(string password)
    {
        _bytes = GC.AllocateUninitializedArray<byte>(Encoding.UTF8.GetByteCount(password), pinned: true);
        Encoding.UTF8.GetBytes(password, _bytes);
    }

    public ReadOnlySpan<byte> Span => _bytes;

    public void Dispose() => CryptographicOperations.ZeroMemory(_bytes);
}
