using System.Text.Encodings.Web;

namespace Quickstart;

/// <summary>The mails as HTML, each with a form that does what its link would do.</summary>
internal static class OutboxPage
{
    private const string ResetRoute = "/auth/reset-password";

    public static string Render(IEnumerable<Mail> mails) => $$"""
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Outbox</title>
        <link rel="icon" href="data:,">
        <style>
          body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #222; }
          article { border: 1px solid #ccc; border-radius: 6px; padding: 0 1rem 1rem; margin: 1rem 0; }
          h2 { font-size: 1.1rem; margin: 1rem 0 0; }
          textarea { width: 100%; box-sizing: border-box; font: 13px/1.4 monospace; color: #555; }
          button, input { font: inherit; padding: .2rem .7rem; }
          output { display: block; margin-top: .5rem; font: 14px/1.4 monospace; overflow-wrap: anywhere; }
        </style>
        <h1>Outbox</h1>
        <p>The mails that this application would have sent, the newest first. <a href="/docs">Back to the routes</a></p>
        {{string.Concat(mails.Select(Article).DefaultIfEmpty("<p>None yet. Register somebody.</p>"))}}
        <script>
          document.addEventListener('submit', async event => {
            event.preventDefault();
            const form = event.target;
            const response = await fetch(form.action, {
              method: 'POST',
              headers: { 'Content-Type': 'application/json' },
              body: JSON.stringify(Object.fromEntries(new FormData(form))),
            });
            form.querySelector('output').textContent = `${response.status} ${await response.text()}`;
          });
        </script>
        """;

    private static string Article(Mail mail) => $"""
        <article>
          <h2>{Encode(mail.Subject)}</h2>
          <p>To {Encode(mail.To)}</p>
          <form action="{Encode(mail.Route)}">
            <p><label>Token <textarea name="token" rows="5" readonly>{Encode(mail.Token)}</textarea></label></p>
            {(mail.Route == ResetRoute ? """<p><label>New password <input name="password" type="password" autocomplete="new-password" required></label></p>""" : "")}
            <button>POST {Encode(mail.Route)}</button>
            <output></output>
          </form>
        </article>
        """;

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
