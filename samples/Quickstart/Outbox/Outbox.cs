using System.Collections.Concurrent;

namespace Quickstart;

/// <summary>Takes the place of a mail server: mails go to the console, and the last of them to the page <c>/outbox</c>.</summary>
public sealed class Outbox
{
    private const int Capacity = 50;

    private readonly ConcurrentQueue<Mail> _mails = new();

    /// <summary>The last mails, the newest first.</summary>
    public IEnumerable<Mail> Mails => _mails.Reverse();

    public Task SendAsync(Mail mail)
    {
        _mails.Enqueue(mail);
        while (_mails.Count > Capacity)
            _mails.TryDequeue(out _);

        return Console.Out.WriteLineAsync($"Mail to {mail.To}: {mail.Subject}. POST {mail.Route} with the token\n{mail.Token}\n");
    }
}
