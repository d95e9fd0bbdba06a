namespace Snippets;

/// <summary>Queues mails and sends them later.</summary>
public interface IMailer
{
    Task QueueAsync(string address, string subject, string text);
}
