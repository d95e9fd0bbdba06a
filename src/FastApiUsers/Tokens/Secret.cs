using System.ComponentModel;
using System.Globalization;
using System.Text;

namespace FastApiUsers.Tokens;

/// <summary>A secret that prints as <c>***</c>, so that no log, debugger or exception shows it by accident.</summary>
[TypeConverter(typeof(Converter))]
public sealed class Secret(string value)
{
    private readonly string _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>The length in bytes of UTF-8.</summary>
    public int ByteLength => Encoding.UTF8.GetByteCount(_value);

    /// <summary>The secret itself. Name the reason wherever you call it.</summary>
    public string Reveal() => _value;

    /// <summary>The secret as bytes of UTF-8.</summary>
    public byte[] RevealBytes() => Encoding.UTF8.GetBytes(_value);

    /// <summary>Always <c>***</c>.</summary>
    public override string ToString() => "***";

    /// <summary>Makes a secret of a text.</summary>
    public static implicit operator Secret(string value) => FromString(value);

    /// <summary>Makes a secret of a text.</summary>
    public static Secret FromString(string value) => new(value);

    /// <summary>Lets configuration bind a text to a secret.</summary>
    private sealed class Converter : TypeConverter
    {
        public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

        public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) => new Secret((string)value);
    }
}
