namespace FastApiUsers.Passwords.Tests;

/// <summary>Stored hashes of other libraries, with the passwords that they were made of.</summary>
internal static class ImportedHash
{
    /// <summary>Hashes that <see cref="Pbkdf2"/> verifies.</summary>
    public static TheoryData<string, string> OfPbkdf2 => new()
    {
        // ASP.NET Core Identity 10: PasswordHasher<object> with CompatibilityMode IdentityV2, and with IterationCount 1000. The last two
        // are by its format, of python's hashlib.pbkdf2_hmac: with SHA-1, and with SHA-256 as versions before 7 write.
        { "guinevere", IdentityVersion2 },
        { "guinevere", IdentityVersion3 },
        { "guinevere", "AQAAAAAAAAPoAAAAEHNpeHRlZW4gYnl0ZSBzYWyXXEQ+3VaxkNiGqs5bCiZNWsHhSvcqPurlpw6UoA3gfg==" },
        { "guinevere", "AQAAAAEAAAPoAAAAEHNpeHRlZW4gYnl0ZSBzYWy133wjQ8ya4QDwn6uXP8O+NZE1cNOdqkWEDBPbkYeLqg==" },

        // Django: tests/auth_tests/test_hashers.py of version 4.1, and two of python's hashlib.pbkdf2_hmac
        { "lètmein", "pbkdf2_sha256$390000$seasalt$8xBlGd3jVgvJ+92hWPxi5ww0uuAuAnKgC45eudxro7c=" },
        { "lètmein", "pbkdf2_sha1$390000$seasalt2$aDapRanzW8aHTz97v2TcfHzWD+I=" },
        { "guinevere", DjangoSha256 },
        { "guinevere", "pbkdf2_sha1$1000$abcdefghijkl$BGol34ijKhYYnGy/uYTvSGedbP8=" },

        // passlib: passlib/tests/test_handlers_pbkdf2.py and, with a salt of 10 bytes, its manual
        { "password", "$pbkdf2$1212$OB.dtnSEXZK8U5cgxU/GYQ$y5LKPOplRmok7CZp/aqVDVg8zGI" },
        { "Ιωαννης", "$pbkdf2$1212$THDqatpidANpadlLeTeOEg$HV3oi1k5C5LQCgG1BMOL.BX4YZc" },
        { "password", PasslibSha256 },
        { "Ιωαννης", "$pbkdf2-sha256$1212$3SABFJGDtyhrQMVt1uABPw$WyaUoqCLgvz97s523nF4iuOqZNbp5Nt8do/cuaa7AiI" },
        {
            "password",
            "$pbkdf2-sha512$1212$RHY0Fr3IDMSVO/RSZyb5ow$eNLfBK.eVozomMr.1gYa1"
            + "7k9B7KIK25NOEshvhrSX.esqY3s.FvWZViXz4KoLlQI.BzY/YTNJOiKc5gBYFYGww"
        },
        {
            "Ιωαννης",
            "$pbkdf2-sha512$1212$KkbvoKGsAIcF8IslDR6skQ$8be/PRmd88Ps8fmPowCJt"
            + "tH9G3vgxpG.Krjt3KT.NP6cKJ0V4Prarqf.HBwz0dCkJ6xgWnSj2ynXSV7MlvMa8Q"
        },
        { "password", "$pbkdf2-sha256$8000$XAuBMIYQQogxRg$tRRlz8hYn63B9LYiCd6PRo6FMiunY9ozmMMI3srxeRE" },

        // PHC strings: the first as the Rust crate pbkdf2 writes it, the others of python's hashlib.pbkdf2_hmac
        { "password", PhcSha256WithLength },
        { "guinevere", "$pbkdf2$i=1000$c2l4dGVlbiBieXRlIHNhbA$l1xEPt1WsZDYhqrOWwomTVrB4Uo" },
        {
            "guinevere",
            "$pbkdf2-sha512$i=1000$c2l4dGVlbiBieXRlIHNhbA$0r7KMFHsyWJrCQV953Gl"
            + "iT31qovt94wHESn4t3t7bNVTqlZjMRvJjMGrkWsym/x1tzqQB+/0x1ZMd6lH3NGNYQ"
        },
        { "guinevere", "$pbkdf2-sha512$i=1000,l=32$c2l4dGVlbiBieXRlIHNhbA$0r7KMFHsyWJrCQV953GliT31qovt94wHESn4t3t7bNU" },
    };

    /// <summary>Hashes that <see cref="Scrypt"/> verifies.</summary>
    public static TheoryData<string, string> OfScrypt => new()
    {
        // passlib: passlib/tests/test_handlers_scrypt.py and, the first, its manual
        { "password", "$scrypt$ln=16,r=8,p=1$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBsjjJxD+iCs5E" },
        { "password", "$scrypt$ln=10,r=8,p=16$TmFDbA$/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWI" },
        { "test", "$scrypt$ln=8,r=8,p=1$wlhLyXmP8b53bm1NKYVQqg$mTpvG8lzuuDk+DWz8HZIB6Vum6erDuUm0As5yU+VxWA" },
        { "password", ScryptWithSmallBlocks },
        { "nacl", "$scrypt$ln=1,r=4,p=2$yhnD+J+Tci4lZCwFgHCuVQ$fAsEWmxSHuC0cHKMwKVFPzrQukgvK09Sj+NueTSxKds" },
        { "pleaseletmein", "$scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofI" },

        // A PHC string with 64 bytes, of python's hashlib.scrypt
        {
            "guinevere",
            "$scrypt$ln=4,r=8,p=1$c2l4dGVlbiBieXRlIHNhbA$0ueJc1w0G4TfglUFaA+JW"
            + "G0f8W+sf/prlpVHPUzqQfjdUn/Y3kGTM4X325cqO1HvmCCG3PTXE2mjcTZBg+VFxg"
        },

        // Django: tests/auth_tests/test_hashers.py, and one of python's hashlib.scrypt with the parallelism that it has now
        {
            "lètmein",
            "scrypt$16384$seasalt$8$1$Qj3+9PPyRjSJIebHnG81TMjsqtaIGxNQG/aEB/NYafTJ7tibgfYz71m0ldQESkXFRkdVCBhhY8mx7rQwite/Pw=="
        },
        { "guinevere", DjangoScrypt },
    };

    public const string IdentityVersion2 = "ANq0VtKgveMlbYQmxftkclJMNUuMKlkpMVfl0M3jikOVpzqcJAiSEJNl01FHW4ylMA==";

    public const string IdentityVersion3 = "AQAAAAIAAAPoAAAAEKuZUoVZpOTyrSTzTTllBl3AxLIM4ve9+E/Wl9N+PVZpch/PaE9OU+h1bNKIFS0qhg==";

    public const string DjangoSha256 = "pbkdf2_sha256$1000$abcdefghijklmnopqrstuv$RrzE1aWB7E+aLxYqJ8PizkRHZHGOxwanF4Q66z9JNOs=";

    public const string PasslibSha256 = "$pbkdf2-sha256$1212$4vjV83LKPjQzk31VI4E0Vw$hsYF68OiOUPdDZ1Fg.fJPeq1h/gXXY7acBp9/6c.tmQ";

    public const string PhcSha256WithLength =
        "$pbkdf2-sha256$i=10000,l=32$VI1K2hsmvxq1Urky3DQY/w$gE/SJ29k8+Esw5fJdxUrJHewh+hUkKhYhlMJjRzFjDQ";

    public const string ScryptWithSmallBlocks =
        "$scrypt$ln=8,r=2,p=1$dO6d0xoDoLT2PofQGoNQag$g/Wf2A0vhHhaJM+addK61QPBthSmYB6uVTtQzh8CM3o";

    public const string DjangoScrypt =
        "scrypt$16$abcdefghijklmnopqrstuv$8$5$5djyKZ9O8YLOXN0UpspuUZwMlcK0sT9JjcoGAkxRrb1H+CKIPSbNQogmiiBqskUlvNrR05lJJe9641H4wLGzlQ==";

    /// <summary>A hasher that takes about a millisecond, and verifies all hashes above.</summary>
    public static Pbkdf2Hasher Pbkdf2 { get; } =
        new(new Pbkdf2Parameters { Iterations = 1000 }, new Pbkdf2Limits { MaximumIterations = 400_000 });

    /// <inheritdoc cref="Pbkdf2"/>
    public static ScryptHasher Scrypt { get; } =
        new(new ScryptParameters { Cost = 4 }, new ScryptLimits { MaximumMemorySize = 64 * 1024 });
}
