namespace FastApiUsers.Hosting;

/// <summary>Asks the database of one kind of users a question, to see whether it answers.</summary>
internal interface IUserProbe
{
    Task AskAsync(CancellationToken cancellationToken);
}
