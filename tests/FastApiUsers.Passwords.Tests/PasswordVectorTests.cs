namespace FastApiUsers.Passwords.Tests;

public sealed class PasswordVectorTests
{
    private static readonly PasswordHelper Helper = new();

    public static TheoryData<int, string> Vectors
    {
        get
        {
            var data = new TheoryData<int, string>();
            for (var i = 0; i < PasswordVector.All.Count; i++)
                data.Add(i, PasswordVector.All[i].Note);
            return data;
        }
    }

    [Fact]
    public void The_recording_is_whole() => Assert.Equal(30, PasswordVector.All.Count);

    [Theory]
    [MemberData(nameof(Vectors))]
    public async Task A_recorded_hash_is_answered_as_the_original_does(int index, string note)
    {
        var vector = PasswordVector.All[index];
        Assert.Equal(note, vector.Note);

        var (verified, updated) = await Helper.VerifyAndUpdateAsync(vector.Password, vector.Hash);

        Assert.Equal(vector.Verified, verified);
        Assert.Equal(vector.NeedsUpdate, updated is not null);
        if (updated is not null)
            Assert.Equal(new PasswordVerification(true, null), await Helper.VerifyAndUpdateAsync(vector.Password, updated));
    }
}
