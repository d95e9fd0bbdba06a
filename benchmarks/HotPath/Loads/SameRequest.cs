using System.Text;

namespace HotPath.Loads;

/// <summary>A request that may be made again and again.</summary>
internal sealed record SameRequest(string Method, string Path, KeyValuePair<string, string>? Header = null, string? ContentType = null, string? Body = null)
{
    public HttpRequestMessage ToMessage()
    {
        var message = new HttpRequestMessage(new HttpMethod(Method), new Uri(Path, UriKind.Relative));
        if (Header is { } header)
            message.Headers.TryAddWithoutValidation(header.Key, header.Value);
        if (Body is not null)
            message.Content = new StringContent(Body, Encoding.UTF8, ContentType!);
        return message;
    }
}
