using FastApiUsers.TestServers;

namespace FastApiUsers.Tests.EntityFramework.Contracts;

// The contracts on a provider that is not relational, for each type of id: all but unique indexes, foreign keys and
// transactions, which it has not. There the application itself has to see to it that an address has one user.

public sealed class InMemoryGuidUserTests(ContractDatabase<GuidUser, Guid> database)
    : UserDatabaseContract<GuidUser, Guid>(database, DatabaseKind.InMemory);

public sealed class InMemoryGuidAccessTokenTests(ContractDatabase<GuidUser, Guid> database)
    : AccessTokenDatabaseContract<GuidUser, Guid>(database, DatabaseKind.InMemory);

public sealed class InMemoryGuidOAuthAccountTests(ContractDatabase<GuidUser, Guid> database)
    : OAuthAccountDatabaseContract<GuidUser, Guid>(database, DatabaseKind.InMemory);

public sealed class InMemoryGuidSessionTests(ContractDatabase<GuidUser, Guid> database)
    : SessionDatabaseContract<GuidUser, Guid>(database, DatabaseKind.InMemory);

public sealed class InMemoryIntUserTests(ContractDatabase<IntUser, int> database)
    : UserDatabaseContract<IntUser, int>(database, DatabaseKind.InMemory);

public sealed class InMemoryIntAccessTokenTests(ContractDatabase<IntUser, int> database)
    : AccessTokenDatabaseContract<IntUser, int>(database, DatabaseKind.InMemory);

public sealed class InMemoryIntOAuthAccountTests(ContractDatabase<IntUser, int> database)
    : OAuthAccountDatabaseContract<IntUser, int>(database, DatabaseKind.InMemory);

public sealed class InMemoryIntSessionTests(ContractDatabase<IntUser, int> database)
    : SessionDatabaseContract<IntUser, int>(database, DatabaseKind.InMemory);

public sealed class InMemoryLongUserTests(ContractDatabase<LongUser, long> database)
    : UserDatabaseContract<LongUser, long>(database, DatabaseKind.InMemory);

public sealed class InMemoryLongAccessTokenTests(ContractDatabase<LongUser, long> database)
    : AccessTokenDatabaseContract<LongUser, long>(database, DatabaseKind.InMemory);

public sealed class InMemoryLongOAuthAccountTests(ContractDatabase<LongUser, long> database)
    : OAuthAccountDatabaseContract<LongUser, long>(database, DatabaseKind.InMemory);

public sealed class InMemoryLongSessionTests(ContractDatabase<LongUser, long> database)
    : SessionDatabaseContract<LongUser, long>(database, DatabaseKind.InMemory);

public sealed class InMemoryStringUserTests(ContractDatabase<StringUser, string> database)
    : UserDatabaseContract<StringUser, string>(database, DatabaseKind.InMemory);

public sealed class InMemoryStringAccessTokenTests(ContractDatabase<StringUser, string> database)
    : AccessTokenDatabaseContract<StringUser, string>(database, DatabaseKind.InMemory);

public sealed class InMemoryStringOAuthAccountTests(ContractDatabase<StringUser, string> database)
    : OAuthAccountDatabaseContract<StringUser, string>(database, DatabaseKind.InMemory);

public sealed class InMemoryStringSessionTests(ContractDatabase<StringUser, string> database)
    : SessionDatabaseContract<StringUser, string>(database, DatabaseKind.InMemory);
