using static FastApiUsers.ContractTests.Replays.AnswerDeviation;

namespace FastApiUsers.ContractTests.Replays;

/// <summary>
/// Where our answer to a recorded step differs on purpose: the step, the number of the deviation, and what we answer instead. A step
/// that stands here and agrees with the recording after all fails its test, so that the list stays true. Deviations 16 (the challenge
/// of a 401) and 17 (no echo in a 422) hold for all steps and stand in the comparison.
/// </summary>
internal static class Deviations
{
    private const string BadCredentials = """{"detail":"LOGIN_BAD_CREDENTIALS"}""";
    private const string RefusedByProvider = """{"detail":"OAUTH_REFUSED"}""";
    private const string ProviderError = """{"detail":"OAUTH_PROVIDER_ERROR"}""";

    public static readonly IReadOnlyDictionary<int, AnswerDeviation> OfAnswers = new Dictionary<int, AnswerDeviation>
    {
        // 500: an unpaired surrogate in the e-mail.
        [74] = Refused(4),
        // 500: NaN.
        [124] = Refused(21),
        // 201 with the last of two members of one name.
        [127] = Refused(21),
        // 500: 1e999, which Python reads as infinity.
        [128] = Refused(21),
        // 400 "There was an error parsing the body": an integer with more digits than Python converts.
        [130] = Refused(21),
        // 201: a body in UTF-16.
        [131] = Refused(21),
        // 500: stored hashes that no hasher knows.
        [212] = Answer(4, 400, BadCredentials),
        [215] = Answer(4, 400, BadCredentials),
        // 500: a fingerprint in the token that is no hash.
        [458] = Answer(4, 400, """{"detail":"RESET_PASSWORD_BAD_TOKEN"}"""),
        // 500: null for a column that cannot be null.
        [586] = Refused(4, """["body","is_superuser"]"""),
        // 500, each: the provider fails.
        [625] = Answer(4, 400, RefusedByProvider),
        [626] = Answer(4, 502, ProviderError),
        [654] = Answer(4, 502, ProviderError),
        [680] = Answer(4, 400, RefusedByProvider),
        // 500: a state without an audience.
        [632] = Answer(3, 400, """{"detail":"ACCESS_TOKEN_DECODE_ERROR"}"""),
        // 200 with a user whose address is none.
        [648] = Answer(5, 400, """{"detail":"OAUTH_NOT_AVAILABLE_EMAIL"}"""),
        // 500: reading a user with an address of a special-use domain.
        [651] = Answer(5, 200, """{"id":"{{EID_650}}","email":"o4b@corp.test","is_active":true,"is_superuser":false,"is_verified":false}"""),
        // 500: deleting a user with an account.
        [661] = Answer(5, 204, "", """{"event":"on_before_delete","user_id":"{{EID_639}}","token":null}""", """{"event":"on_after_delete","user_id":"{{EID_639}}","token":null}"""),
        // 200: an account of another user.
        [695] = Answer(13, 400, """{"detail":"OAUTH_USER_ALREADY_EXISTS"}"""),
        // 500: signing in by that account, which has two users there.
        [696] = Login(13, """{"event":"on_after_login","user_id":"{{EID_655}}","token":null}"""),
        // 200: the original's server takes 60000 characters of query and 100000 of a header.
        [698] = Framework(20, 414),
        [699] = Framework(20, 431),
        // 500, after a race that left several users of one address; here it leaves none or one.
        [703] = Answer(2, 202, "null"),
    };

    /// <summary>A step of the user whose address is none: deviation 5 lets no such user be.</summary>
    public static readonly IReadOnlySet<int> OfNobody = new HashSet<int> { 649 };

    /// <summary>Statements that only SQLite, with foreign keys off, takes: tokens of a user that does not exist, or of 44 characters.</summary>
    public static readonly IReadOnlySet<int> RefusedByPostgreSql = new HashSet<int> { 396, 397 };

    /// <summary>A sign-in that SQLite refuses: it folds ASCII letters only, while PostgreSQL folds all, for the original too.</summary>
    public static readonly IReadOnlySet<int> SignsInOnPostgreSql = new HashSet<int> { 229 };

    public static readonly IReadOnlyDictionary<int, RowsDeviation> OfRows = new Dictionary<int, RowsDeviation>
    {
        // The users of steps 127 and 131.
        [146] = RowsDeviation.Without(21, "dup2@camelot.bt", "utf16@b.com"),
        // The tokens of a deleted user, which the original leaves behind.
        [597] = RowsDeviation.Rows(5, "[[0]]"),
        // The user of step 661, with the account.
        [662] = RowsDeviation.Rows(5, "[[0,0]]"),
    };
}
