using FastApiUsers.TestServers;

namespace FastApiUsers.Tests.EntityFramework.Contracts;

// The contracts on SQLite, in a file, for each type of id.

public sealed class SqliteGuidUserTests(ContractDatabase<GuidUser, Guid> database)
    : RelationalUserDatabaseContract<GuidUser, Guid>(database, DatabaseKind.Sqlite);

public sealed class SqliteGuidAccessTokenTests(ContractDatabase<GuidUser, Guid> database)
    : RelationalAccessTokenDatabaseContract<GuidUser, Guid>(database, DatabaseKind.Sqlite);

public sealed class SqliteGuidOAuthAccountTests(ContractDatabase<GuidUser, Guid> database)
    : RelationalOAuthAccountDatabaseContract<GuidUser, Guid>(database, DatabaseKind.Sqlite);

public sealed class SqliteGuidSessionTests(ContractDatabase<GuidUser, Guid> database)
    : RelationalSessionDatabaseContract<GuidUser, Guid>(database, DatabaseKind.Sqlite);

public sealed class SqliteIntUserTests(ContractDatabase<IntUser, int> database)
    : RelationalUserDatabaseContract<IntUser, int>(database, DatabaseKind.Sqlite);

public sealed class SqliteIntAccessTokenTests(ContractDatabase<IntUser, int> database)
    : RelationalAccessTokenDatabaseContract<IntUser, int>(database, DatabaseKind.Sqlite);

public sealed class SqliteIntOAuthAccountTests(ContractDatabase<IntUser, int> database)
    : RelationalOAuthAccountDatabaseContract<IntUser, int>(database, DatabaseKind.Sqlite);

public sealed class SqliteIntSessionTests(ContractDatabase<IntUser, int> database)
    : RelationalSessionDatabaseContract<IntUser, int>(database, DatabaseKind.Sqlite);

public sealed class SqliteLongUserTests(ContractDatabase<LongUser, long> database)
    : RelationalUserDatabaseContract<LongUser, long>(database, DatabaseKind.Sqlite);

public sealed class SqliteLongAccessTokenTests(ContractDatabase<LongUser, long> database)
    : RelationalAccessTokenDatabaseContract<LongUser, long>(database, DatabaseKind.Sqlite);

public sealed class SqliteLongOAuthAccountTests(ContractDatabase<LongUser, long> database)
    : RelationalOAuthAccountDatabaseContract<LongUser, long>(database, DatabaseKind.Sqlite);

public sealed class SqliteLongSessionTests(ContractDatabase<LongUser, long> database)
    : RelationalSessionDatabaseContract<LongUser, long>(database, DatabaseKind.Sqlite);

public sealed class SqliteStringUserTests(ContractDatabase<StringUser, string> database)
    : RelationalUserDatabaseContract<StringUser, string>(database, DatabaseKind.Sqlite);

public sealed class SqliteStringAccessTokenTests(ContractDatabase<StringUser, string> database)
    : RelationalAccessTokenDatabaseContract<StringUser, string>(database, DatabaseKind.Sqlite);

public sealed class SqliteStringOAuthAccountTests(ContractDatabase<StringUser, string> database)
    : RelationalOAuthAccountDatabaseContract<StringUser, string>(database, DatabaseKind.Sqlite);

public sealed class SqliteStringSessionTests(ContractDatabase<StringUser, string> database)
    : RelationalSessionDatabaseContract<StringUser, string>(database, DatabaseKind.Sqlite);
