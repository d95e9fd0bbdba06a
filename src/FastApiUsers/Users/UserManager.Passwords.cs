using FastApiUsers.Tokens;

namespace FastApiUsers.Users;

// Signing in, and the tokens that a mail carries.
public partial class UserManager<TUser, TId>
{
    private const string SubjectClaim = "sub";
    private const string EmailClaim = "email";
    private const string AudienceClaim = "aud";
    private const string FingerprintClaim = "password_fgpt";

    // What the last sign-in paid for: null where an application signs in by other means.
    private string?[]? _paid;

    /// <summary>
    /// The user with this address and password, or <see langword="null"/>. Whoever fails pays the same, for an unknown address too.
    /// A hash of old parameters is made anew. Whether the user is active or verified is for the caller to judge.
    /// </summary>
    public virtual async Task<TUser?> AuthenticateAsync(string email, string password, CancellationToken cancellationToken = default)
    {
        var turns = new LostTurns<TId>();
        TUser? lost = null;
        while (true)
        {
            var user = await Database.GetByEmailAsync(email, cancellationToken).ConfigureAwait(false);
            if (lost is not null && user is not null)
                turns.Add(lost, user);
            var storedHash = user?.HashedPassword;
            _paid = [storedHash];
            var (verified, updatedHash) = storedHash is null
                ? default
                : await Passwords.VerifyAndUpdateAsync(password, storedHash, cancellationToken).ConfigureAwait(false);

            if (user is null || !verified)
            {
                await PayForRefusalAsync(password, cancellationToken).ConfigureAwait(false);
                Log.SignInFailed(services.Logger);
                return null;
            }

            // Lost against a change of this user: the password that was right may be the old one, so look again.
            if (updatedHash is not null
                && !await Database.UpdateAsync(user, changed => changed.HashedPassword = updatedHash, cancellationToken).ConfigureAwait(false))
            {
                lost = user;
                continue;
            }

            _paid = [storedHash, updatedHash];
            if (!user.IsActive)
                await PayForRefusalAsync(password, cancellationToken).ConfigureAwait(false);
            return user;
        }
    }

    /// <summary>Pays what the sign-in just now did not, for a caller who refuses an active user nevertheless.</summary>
    internal Task PayForRefusalAsync(string password, CancellationToken cancellationToken) => _paid is { } paid
        ? SignInCost.Of(Passwords).PayAsync(Passwords, password, [.. paid.OfType<string>()], cancellationToken)
        : Task.CompletedTask;

    /// <summary>Makes a verification token and hands it to <see cref="OnAfterRequestVerifyAsync"/>.</summary>
    /// <param name="user">The user.</param>
    /// <param name="context">What led to it.</param>
    /// <exception cref="UserInactiveException">The user is inactive.</exception>
    /// <exception cref="UserAlreadyVerifiedException">The user is verified.</exception>
    public virtual Task RequestVerifyAsync(TUser user, UserEventContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.IsActive)
            throw new UserInactiveException();
        if (user.IsVerified)
            throw new UserAlreadyVerifiedException();

        var token = GenerateVerifyToken(user.Id.ToString()!, user.Email);
        return RunAsync(nameof(OnAfterRequestVerifyAsync), () => OnAfterRequestVerifyAsync(user, token, context ?? UserEventContext.None));
    }

    /// <summary>The same by address, at the same cost and without a word whether there is such a user: for a route that anybody may call.</summary>
    /// <param name="email">The address.</param>
    /// <param name="context">What led to it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public virtual async Task RequestVerifyAsync(string email, UserEventContext? context = null, CancellationToken cancellationToken = default)
    {
        var user = await Database.GetByEmailAsync(email, cancellationToken).ConfigureAwait(false);
        if (user is { IsActive: true, IsVerified: false })
            await RequestVerifyAsync(user, context).ConfigureAwait(false);
        else
            GenerateVerifyToken("", email);
    }

    /// <summary>Marks the e-mail address of a token as verified.</summary>
    /// <param name="token">The token that <see cref="OnAfterRequestVerifyAsync"/> was given.</param>
    /// <param name="context">What led to it.</param>
    /// <param name="cancellationToken">Stops it before it is stored.</param>
    /// <exception cref="InvalidVerifyTokenException">The token is bad, expired, or for another address.</exception>
    /// <exception cref="UserAlreadyVerifiedException">The user is verified.</exception>
    public virtual async Task<TUser> VerifyAsync(string token, UserEventContext? context = null, CancellationToken cancellationToken = default)
    {
        var claims = Jwt.Decode(token, JwtKey.Create(Options.VerificationSecret), [Options.Verification.Audience], Options.StrictBase64Url, services.Time);
        if (claims.GetString(EmailClaim) is not { } email || !UserIdParser.TryParse<TId>(claims.GetString(SubjectClaim), out var id))
            throw new InvalidVerifyTokenException();

        var user = await FindVerifiableAsync(id, email, cancellationToken).ConfigureAwait(false);
        var turns = new LostTurns<TId>();
        while (!await Database.UpdateAsync(user, changed => changed.IsVerified = true, cancellationToken).ConfigureAwait(false))
        {
            var now = await FindVerifiableAsync(id, email, cancellationToken).ConfigureAwait(false);
            turns.Add(user, now);
            user = now;
        }

        Log.UserVerified(services.Logger, user.Id);
        await RunAsync(nameof(OnAfterVerifyAsync), () => OnAfterVerifyAsync(user, context ?? UserEventContext.None)).ConfigureAwait(false);
        return user;
    }

    /// <summary>Makes a reset token and hands it to <see cref="OnAfterForgotPasswordAsync"/>.</summary>
    /// <param name="user">The user.</param>
    /// <param name="context">What led to it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="UserInactiveException">The user is inactive.</exception>
    public virtual async Task ForgotPasswordAsync(TUser user, UserEventContext? context = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.IsActive)
            throw new UserInactiveException();

        var token = await GenerateResetTokenAsync(user.Id.ToString()!, user.HashedPassword, cancellationToken).ConfigureAwait(false);
        await RunAsync(nameof(OnAfterForgotPasswordAsync), () => OnAfterForgotPasswordAsync(user, token, context ?? UserEventContext.None))
            .ConfigureAwait(false);
    }

    /// <summary>The same by address, at the same cost and without a word whether there is such a user: for a route that anybody may call.</summary>
    /// <param name="email">The address.</param>
    /// <param name="context">What led to it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public virtual async Task ForgotPasswordAsync(string email, UserEventContext? context = null, CancellationToken cancellationToken = default)
    {
        var user = await Database.GetByEmailAsync(email, cancellationToken).ConfigureAwait(false);
        if (user is { IsActive: true })
            await ForgotPasswordAsync(user, context, cancellationToken).ConfigureAwait(false);
        else
            await GenerateResetTokenAsync("", email, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sets a new password by a reset token, which works once: it carries a hash of the password hash that it replaces.</summary>
    /// <param name="token">The token that <see cref="OnAfterForgotPasswordAsync"/> was given.</param>
    /// <param name="password">The new password.</param>
    /// <param name="context">What led to it.</param>
    /// <param name="cancellationToken">Stops it before it is stored.</param>
    /// <exception cref="InvalidResetPasswordTokenException">The token is bad, used or expired.</exception>
    /// <exception cref="UserInactiveException">The user is inactive.</exception>
    /// <exception cref="InvalidPasswordException">The new password is not accepted.</exception>
    public virtual async Task<TUser> ResetPasswordAsync(
        string token, string password, UserEventContext? context = null, CancellationToken cancellationToken = default)
    {
        var claims = Jwt.Decode(token, JwtKey.Create(Options.ResetPasswordSecret), [Options.ResetPassword.Audience], Options.StrictBase64Url, services.Time);
        if (claims.GetString(FingerprintClaim) is not { } fingerprint || !UserIdParser.TryParse<TId>(claims.GetString(SubjectClaim), out var id))
            throw new InvalidResetPasswordTokenException();

        var user = await FindAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new InvalidResetPasswordTokenException();
        string? hashed = null;
        user = await StoreAsync(
            user,
            new Revocation(context),
            async current =>
            {
                if (!await ResetFingerprint.MatchesAsync(Passwords, current.HashedPassword, fingerprint, cancellationToken).ConfigureAwait(false))
                    throw new InvalidResetPasswordTokenException();
                if (!current.IsActive)
                    throw new UserInactiveException();

                await ValidateAsync(password, current, SubjectOf(current), cancellationToken).ConfigureAwait(false);
                hashed ??= await HashAsync(password, cancellationToken).ConfigureAwait(false);
                return changed => changed.HashedPassword = hashed;
            },
            cancellationToken).ConfigureAwait(false);

        await RunAsync(nameof(OnAfterResetPasswordAsync), () => OnAfterResetPasswordAsync(user, context ?? UserEventContext.None)).ConfigureAwait(false);
        return user;
    }

    private async Task<TUser> FindVerifiableAsync(TId id, string email, CancellationToken cancellationToken)
    {
        var user = await Database.GetByEmailAsync(email, cancellationToken).ConfigureAwait(false);
        if (user is null || !user.Id.Equals(id))
            throw new InvalidVerifyTokenException();
        return user.IsVerified ? throw new UserAlreadyVerifiedException() : user;
    }

    private string GenerateVerifyToken(string subject, string email) => Jwt.Generate(
        [new(SubjectClaim, subject), new(EmailClaim, email), new(AudienceClaim, Options.Verification.Audience)],
        JwtKey.Create(Options.VerificationSecret), Options.Verification.Lifetime, services.Time);

    private async Task<string> GenerateResetTokenAsync(string subject, string hashedPassword, CancellationToken cancellationToken) => Jwt.Generate(
        [new(SubjectClaim, subject), new(FingerprintClaim, await ResetFingerprint.MakeAsync(Passwords, hashedPassword, cancellationToken).ConfigureAwait(false)), new(AudienceClaim, Options.ResetPassword.Audience)],
        JwtKey.Create(Options.ResetPasswordSecret), Options.ResetPassword.Lifetime, services.Time);
}
