using FastApiUsers.TestServers;

namespace FastApiUsers.Tests.EntityFramework.Contracts;

// The contracts on PostgreSQL with EnableRetryOnFailure, where a transaction has to be one that can run again.

public sealed class RetryingUserTests(ContractDatabase<GuidUser, Guid> database)
    : RelationalUserDatabaseContract<GuidUser, Guid>(database, DatabaseKind.PostgreSql, retries: true);

public sealed class RetryingAccessTokenTests(ContractDatabase<GuidUser, Guid> database)
    : RelationalAccessTokenDatabaseContract<GuidUser, Guid>(database, DatabaseKind.PostgreSql, retries: true);

public sealed class RetryingOAuthAccountTests(ContractDatabase<GuidUser, Guid> database)
    : RelationalOAuthAccountDatabaseContract<GuidUser, Guid>(database, DatabaseKind.PostgreSql, retries: true);

public sealed class RetryingSessionTests(ContractDatabase<GuidUser, Guid> database)
    : RelationalSessionDatabaseContract<GuidUser, Guid>(database, DatabaseKind.PostgreSql, retries: true);
