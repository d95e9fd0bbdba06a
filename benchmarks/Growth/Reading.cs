namespace Growth;

/// <summary>Something that is measured: what it needs of a user is made before the clock starts.</summary>
internal sealed record Reading(string Name, Func<Application, Person, Task<string>> Prepare, Func<Application, string, Task> Run)
{
    public static readonly Reading[] All =
    [
        new("look-up of a sign-in", (_, person) => Task.FromResult(person.Email), (app, email) => app.ReadByEmailAsync(email)),
        new("token read", (_, person) => Task.FromResult(person.StoredToken), (app, token) => app.ReadTokenAsync(token)),
        new("`/users/me`, JWT", (app, person) => app.JwtAsync(person), (app, token) => app.GetMeAsync(token)),
        new("`/users/me`, database token", (_, person) => Task.FromResult(person.Token), (app, token) => app.GetMeAsync(token)),
    ];
}
