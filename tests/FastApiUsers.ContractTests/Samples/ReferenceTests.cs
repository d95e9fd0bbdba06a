using System.Diagnostics;
using FastApiUsers.ContractTests.Server;
using FastApiUsers.TestServers;
using EventLog = FastApiUsers.ContractTests.Server.EventLog;

namespace FastApiUsers.ContractTests.Samples;

/// <summary>The commands of the reference application.</summary>
public sealed class ReferenceTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite, "\"email\" VARCHAR(320) COLLATE NOCASE NOT NULL")]
    [InlineData(DatabaseKind.PostgreSql, "CREATE UNIQUE INDEX \"ix_user_email_lower\" ON \"user\" (lower(\"email\"))")]
    public async Task The_schema_is_printed_without_a_database(DatabaseKind kind, string statement)
    {
        using var folder = new TemporaryFolder();
        var file = folder.PathOf("users.db");
        var start = ReferenceProgram.StartInfo(new ServerSettings(), new SqliteServerDatabase(file), new EventLog(folder.PathOf("events.jsonl")));
        start.Environment["Database__Provider"] = kind.ToString();
        if (kind == DatabaseKind.PostgreSql)
            start.Environment["ConnectionStrings__Users"] = "Host=127.0.0.1;Port=1;Database=none";
        start.ArgumentList.Add("--print-schema");

        using var program = Process.Start(start)!;
        var output = await program.StandardOutput.ReadToEndAsync();
        await program.WaitForExitAsync();

        Assert.Equal(0, program.ExitCode);
        Assert.StartsWith("CREATE TABLE \"user\"", output, StringComparison.Ordinal);
        Assert.Contains(statement, output, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }
}
