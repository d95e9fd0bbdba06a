using System.Security.Cryptography;
using System.Text;

namespace FastApiUsers.Passwords.Tests;

/// <summary>Bytes that look random and are the same in every run: SHA-256 of a seed and a counter.</summary>
internal sealed class Deterministic(string seed)
{
    private byte[] _block = [];
    private int _position;
    private int _counter;

    public byte Byte()
    {
        if (_position == _block.Length)
        {
            _block = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{_counter++}"));
            _position = 0;
        }

        return _block[_position++];
    }

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++)
            bytes[i] = Byte();
        return bytes;
    }

    /// <summary>A number between two, both included.</summary>
    public int Number(int least, int most) => least + (Byte() << 16 | Byte() << 8 | Byte()) % (most - least + 1);

    public T Pick<T>(params ReadOnlySpan<T> choices) => choices[Number(0, choices.Length - 1)];

    /// <summary>A text of some length out of an alphabet.</summary>
    public string Text(int length, string alphabet) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => alphabet[Number(0, alphabet.Length - 1)]));
}
