namespace FastApiUsers.PasswordPolicy;

/// <summary>Gives the breached passwords whose SHA-1 begins with the same digits.</summary>
internal interface IPasswordRanges
{
    /// <summary>Reads a range, for <see cref="PasswordRange"/>.</summary>
    /// <param name="prefix">The first 5 hexadecimal digits, in upper case.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<byte[]> ReadAsync(string prefix, CancellationToken cancellationToken);
}
