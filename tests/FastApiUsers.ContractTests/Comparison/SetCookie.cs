namespace FastApiUsers.ContractTests.Comparison;

/// <summary>A <c>set-cookie</c> header as what it means: the order of the attributes and the letter case of their names are free.</summary>
internal static class SetCookie
{
    /// <summary>One spelling for all headers of the same meaning.</summary>
    public static string Normalize(string header)
    {
        var parts = header.Split(';', StringSplitOptions.TrimEntries);
        var attributes = parts.Skip(1).Select(attribute => attribute.Split('=', 2)).Select(Attribute).Order(StringComparer.Ordinal);
        return string.Join("; ", attributes.Prepend(parts[0]));
    }

    private static string Attribute(string[] nameAndValue)
    {
        nameAndValue[0] = nameAndValue[0].ToLowerInvariant();
        return string.Join('=', nameAndValue);
    }
}
