using FastApiUsers.TestServers;

namespace FastApiUsers.ContractTests.Server;

/// <summary>What one server is started with.</summary>
public sealed record ServerSettings
{
    /// <summary>The secret with which the recording was made.</summary>
    public const string RecordedSecret = "SECRETSECRETSECRETSECRETSECRETSECRET";

    /// <summary>Which of the two recorded applications it serves.</summary>
    /// <value>The default is <c>main</c>.</value>
    public string Application { get; init; } = "main";

    /// <summary>The database that it uses.</summary>
    /// <value>The default is a SQLite file.</value>
    public DatabaseKind Database { get; init; } = DatabaseKind.Sqlite;

    public Preset Compatibility { get; init; } = Preset.Original;

    /// <summary>How it connects, where it shares a database with other servers or with those before it.</summary>
    /// <value>The default is a database of its own.</value>
    public string? ConnectionString { get; init; }

    /// <summary>How opaque tokens are stored.</summary>
    /// <value>The default is what the preset says.</value>
    public string? TokenStorage { get; init; }

    /// <summary>Where its Redis is.</summary>
    /// <value>The default is none: without it there is no backend of that name.</value>
    public string? Redis { get; init; }

    /// <summary>Where it keeps sessions: <c>Database</c> or <c>Redis</c>.</summary>
    /// <value>The default is none: without it there are no sessions.</value>
    public string? Sessions { get; init; }

    /// <summary>Where the provider of OAuth <c>service</c> exchanges codes and shows profiles.</summary>
    /// <value>The default is none that answers.</value>
    public string? Provider { get; init; }

    public string Secret { get; init; } = RecordedSecret;

    /// <summary>The file that the hooks write to, where it is not one that can be read back.</summary>
    public string? EventsPath { get; init; }

    /// <summary>What is done to the database before the server opens it.</summary>
    public Action<ServerDatabase>? PrepareDatabase { get; init; }
}
