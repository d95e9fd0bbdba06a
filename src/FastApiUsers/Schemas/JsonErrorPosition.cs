using System.Text;
using System.Text.Json;

namespace FastApiUsers.Schemas;

/// <summary>The character at which malformed JSON is, counted as Python's parser counts: where the thing begins that it cannot take.</summary>
internal static class JsonErrorPosition
{
    public static int Find(ReadOnlySpan<byte> json) => CountCharacters(json[..FindByte(json)]);

    private static int FindByte(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
            {
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return Locate(json, reader);
        }

        // Well-formed, but refused for a name that stands twice.
        return 0;
    }

    private static int Locate(ReadOnlySpan<byte> json, Utf8JsonReader reader)
    {
        var position = SkipWhiteSpace(json, (int)reader.BytesConsumed);
        var afterValue = reader.TokenType is not (JsonTokenType.None or JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.PropertyName);
        if (afterValue)
        {
            if (reader.CurrentDepth == 0 && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray) || position == json.Length || json[position] != ',')
                return position;
            position = SkipWhiteSpace(json, position + 1);
        }

        if (position == json.Length || json[position] != '"')
            return position;

        // A text is at fault at its bad escape or control character, as a whole where it does not end, and not at all where
        // only the colon after it is missing.
        var end = EndOfString(json, position, out var closed);
        return closed ? SkipWhiteSpace(json, end) : end;
    }

    private static int EndOfString(ReadOnlySpan<byte> json, int start, out bool closed)
    {
        closed = false;
        for (var i = start + 1; i < json.Length; i++)
        {
            if (json[i] == '"')
            {
                closed = true;
                return i + 1;
            }

            if (json[i] < ' ')
                return i;
            if (json[i] != '\\')
                continue;
            if (i + 1 < json.Length && !"\"\\/bfnrtu"u8.Contains(json[i + 1]))
                return i;
            i++;
        }

        return start;
    }

    private static int SkipWhiteSpace(ReadOnlySpan<byte> json, int position)
    {
        while (position < json.Length && json[position] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
            position++;
        return position;
    }

    private static int CountCharacters(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        while (!utf8.IsEmpty)
        {
            Rune.DecodeFromUtf8(utf8, out _, out var length);
            utf8 = utf8[length..];
            count++;
        }

        return count;
    }
}
