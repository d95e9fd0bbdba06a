using FastApiUsers.Schemas;
using FastApiUsers.Users;

namespace Reference;

public sealed class ReferenceUser : User<Guid>;

public sealed class UserRead : BaseUserRead<Guid>;

public sealed class UserCreate : BaseUserCreate;

public sealed class UserUpdate : BaseUserUpdate;
