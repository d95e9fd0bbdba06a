using FastApiUsers.TestServers;

namespace FastApiUsers.Tests.EntityFramework.Contracts;

// The contracts on PostgreSQL, for each type of id.

public sealed class PostgreSqlGuidUserTests(ContractDatabase<GuidUser, Guid> database)
    : RelationalUserDatabaseContract<GuidUser, Guid>(database, DatabaseKind.PostgreSql);

public sealed class PostgreSqlGuidAccessTokenTests(ContractDatabase<GuidUser, Guid> database)
    : RelationalAccessTokenDatabaseContract<GuidUser, Guid>(database, DatabaseKind.PostgreSql);

public sealed class PostgreSqlGuidOAuthAccountTests(ContractDatabase<GuidUser, Guid> database)
    : RelationalOAuthAccountDatabaseContract<GuidUser, Guid>(database, DatabaseKind.PostgreSql);

public sealed class PostgreSqlGuidSessionTests(ContractDatabase<GuidUser, Guid> database)
    : RelationalSessionDatabaseContract<GuidUser, Guid>(database, DatabaseKind.PostgreSql);

public sealed class PostgreSqlIntUserTests(ContractDatabase<IntUser, int> database)
    : RelationalUserDatabaseContract<IntUser, int>(database, DatabaseKind.PostgreSql);

public sealed class PostgreSqlIntAccessTokenTests(ContractDatabase<IntUser, int> database)
    : RelationalAccessTokenDatabaseContract<IntUser, int>(database, DatabaseKind.PostgreSql);

public sealed class PostgreSqlIntOAuthAccountTests(ContractDatabase<IntUser, int> database)
    : RelationalOAuthAccountDatabaseContract<IntUser, int>(database, DatabaseKind.PostgreSql);

public sealed class PostgreSqlIntSessionTests(ContractDatabase<IntUser, int> database)
    : RelationalSessionDatabaseContract<IntUser, int>(database, DatabaseKind.PostgreSql);

public sealed class PostgreSqlLongUserTests(ContractDatabase<LongUser, long> database)
    : RelationalUserDatabaseContract<LongUser, long>(database, DatabaseKind.PostgreSql);

public sealed class PostgreSqlLongAccessTokenTests(ContractDatabase<LongUser, long> database)
    : RelationalAccessTokenDatabaseContract<LongUser, long>(database, DatabaseKind.PostgreSql);

public sealed class PostgreSqlLongOAuthAccountTests(ContractDatabase<LongUser, long> database)
    : RelationalOAuthAccountDatabaseContract<LongUser, long>(database, DatabaseKind.PostgreSql);

public sealed class PostgreSqlLongSessionTests(ContractDatabase<LongUser, long> database)
    : RelationalSessionDatabaseContract<LongUser, long>(database, DatabaseKind.PostgreSql);

public sealed class PostgreSqlStringUserTests(ContractDatabase<StringUser, string> database)
    : RelationalUserDatabaseContract<StringUser, string>(database, DatabaseKind.PostgreSql);

public sealed class PostgreSqlStringAccessTokenTests(ContractDatabase<StringUser, string> database)
    : RelationalAccessTokenDatabaseContract<StringUser, string>(database, DatabaseKind.PostgreSql);

public sealed class PostgreSqlStringOAuthAccountTests(ContractDatabase<StringUser, string> database)
    : RelationalOAuthAccountDatabaseContract<StringUser, string>(database, DatabaseKind.PostgreSql);

public sealed class PostgreSqlStringSessionTests(ContractDatabase<StringUser, string> database)
    : RelationalSessionDatabaseContract<StringUser, string>(database, DatabaseKind.PostgreSql);
