using FastApiUsers.TestServers;
using FastApiUsers.Users;
using Microsoft.EntityFrameworkCore;

namespace FastApiUsers.Tests.EntityFramework.Contracts;

/// <summary>What every database of users promises.</summary>
public abstract class UserDatabaseContract<TUser, TId>(ContractDatabase<TUser, TId> database, DatabaseKind kind, bool retries = false)
    : DatabaseContract<TUser, TId>(database, kind, retries)
    where TUser : ContractUser<TId>, new()
    where TId : IParsable<TId>, IEquatable<TId>
{
    [Fact]
    public async Task A_new_user_gets_an_id_and_is_found_by_it()
    {
        var lancelot = await AddUserAsync("lancelot@camelot.bt");

        Assert.NotEqual(Arthur.Id, lancelot.Id);
        Assert.False(lancelot.Id.Equals(default));
        Assert.Equal("lancelot@camelot.bt", (await Other.GetAsync(lancelot.Id, default))!.Email);
    }

    [Fact]
    public async Task An_unknown_id_finds_nobody() => Assert.Null(await Users.GetAsync(UnknownId, default));

    [Theory]
    [InlineData("arthur@camelot.bt", true)]
    [InlineData("ARTHUR@Camelot.BT", true)]
    [InlineData("arthur@camelot.b", false)]
    [InlineData("%@camelot.bt", false)]
    [InlineData("_rthur@camelot.bt", false)]
    [InlineData("arthur@camelot.bt ", false)]
    [InlineData("", false)]
    public async Task A_user_is_found_by_address_whatever_its_case(string email, bool found) =>
        Assert.Equal(found, await Users.GetByEmailAsync(email, default) is not null);

    [Fact]
    public async Task An_address_keeps_its_case()
    {
        await AddUserAsync("Lancelot@Camelot.BT");

        Assert.Equal("Lancelot@Camelot.BT", (await Other.GetByEmailAsync("lancelot@camelot.bt", default))!.Email);
    }

    [Theory]
    [InlineData("grüße@camelot.bt")]
    [InlineData("Ægir@camelot.bt")]
    [InlineData("ИВАН@почта.рф")]
    [InlineData("用户@例子.广告")]
    public async Task An_address_in_any_script_is_found(string email)
    {
        var user = await AddUserAsync(email);

        var found = (await Other.GetByEmailAsync(email, default))!;

        Assert.Equal(user.Id, found.Id);
        Assert.Equal(email, found.Email);
    }

    [Fact]
    public async Task An_address_of_320_characters_is_stored_and_found_in_another_case()
    {
        var email = new string('a', 309) + "@camelot.bt";
        Assert.Equal(320, email.Length);

        await AddUserAsync(email);

        Assert.Equal(email, (await Other.GetByEmailAsync(email.ToUpperInvariant(), default))!.Email);
    }

    [Fact]
    public async Task Every_column_is_read_as_it_was_stored()
    {
        var user = NewUser("lancelot@camelot.bt");
        var longest = string.Concat(Enumerable.Repeat("🐉", ContractDbContext<TUser, TId>.ShieldLength));
        (user.FirstName, user.Motto, user.Horses, user.Height, user.Seat, user.Shield) = ("Ünïcødé e\u0301 \u202e 中文", "'; DROP TABLE \"user\"; --\r\n\\", 7, 1.8000000000000003, "", longest);
        (user.IsActive, user.IsSuperuser, user.IsVerified) = (false, true, true);
        await Users.CreateAsync(user, default);

        var stored = (await Other.GetAsync(user.Id, default))!;

        Assert.Equivalent(user, stored, strict: true);
        Assert.Equal("Ünïcødé e\u0301 \u202e 中文", stored.FirstName);
        Assert.Equal(longest, stored.Shield);
    }

    [Fact]
    public async Task Nulls_are_stored_and_can_be_set_again()
    {
        await Users.UpdateAsync(Arthur, changed => (changed.FirstName, changed.Horses, changed.Height, changed.KnightedAt) = ("Arthur", 1, 1.9, DateTimeOffset.UnixEpoch), default);
        await Users.UpdateAsync(Arthur, changed => (changed.FirstName, changed.Horses, changed.Height, changed.KnightedAt) = (null, null, null, null), default);

        var stored = (await Other.GetAsync(Arthur.Id, default))!;

        Assert.Equal((null, null, null, null), (stored.FirstName, stored.Horses, stored.Height, stored.KnightedAt));
    }

    [Fact]
    public async Task A_time_is_kept_to_the_microsecond_whatever_its_offset()
    {
        var time = new DateTimeOffset(2026, 11, 22, 9, 5, 31, TimeSpan.FromHours(2)).AddMicroseconds(673_997);

        await Users.UpdateAsync(Arthur, changed => changed.KnightedAt = time, default);

        Assert.Equal(time, (await Other.GetAsync(Arthur.Id, default))!.KnightedAt);
    }

    [Fact]
    public async Task A_time_without_an_offset_can_be_stored()
    {
        var time = new DateTime(2026, 11, 22, 9, 5, 31, DateTimeKind.Unspecified).AddMicroseconds(673_997);

        await Users.UpdateAsync(Arthur, changed => changed.SeenAt = time, default);

        Assert.Equal(time.Ticks, (await Other.GetAsync(Arthur.Id, default))!.SeenAt!.Value.Ticks);
    }

    [Fact]
    public async Task A_text_that_is_longer_than_its_column_is_refused_by_name_and_nothing_is_stored()
    {
        var text = new string('x', ContractDbContext<TUser, TId>.ShieldLength + 1);
        var lancelot = NewUser("lancelot@camelot.bt");
        lancelot.Shield = text;

        var atCreation = await Assert.ThrowsAsync<ValueNotStorableException>(() => Users.CreateAsync(lancelot, default));
        var atChange = await Assert.ThrowsAsync<ValueNotStorableException>(
            () => Users.UpdateAsync(Arthur, changed => (changed.Motto, changed.Shield) = ("Onward", text), default));

        Assert.Equal(("Shield", "Shield"), (atCreation.Member, atChange.Member));
        Assert.DoesNotContain("xx", atChange.Message, StringComparison.Ordinal);
        Assert.Null(await Other.GetByEmailAsync("lancelot@camelot.bt", default));
        Assert.Equal(("", null), (Arthur.Motto, Arthur.Shield));
        Assert.Equal("", (await Other.GetAsync(Arthur.Id, default))!.Motto);
    }

    [Fact]
    public async Task A_text_with_U_0000_is_stored_whole_or_refused()
    {
        var refusal = await Record.ExceptionAsync(() => Users.UpdateAsync(Arthur, changed => changed.Motto = "On\0ward", default));

        Assert.True(refusal is null or ValueNotStorableException { Member: "Motto" });
        Assert.Equal(refusal is null ? "On\0ward" : "", Arthur.Motto);
        Assert.Equal(Arthur.Motto, (await Other.GetAsync(Arthur.Id, default))!.Motto);
        Assert.Null(await Users.GetByEmailAsync("arthur\0@camelot.bt", default));
    }

    [Fact]
    public async Task A_change_stores_what_it_touched_and_nothing_else()
    {
        await Other.UpdateAsync((await Other.GetAsync(Arthur.Id, default))!, changed => changed.Motto = "Onward", default);

        Assert.True(await Users.UpdateAsync(Arthur, changed => changed.FirstName = "Arthur", default));

        var stored = (await Other.GetAsync(Arthur.Id, default))!;
        Assert.Equal(("Arthur", "Onward"), (stored.FirstName, stored.Motto));
    }

    [Fact]
    public async Task A_change_that_changes_nothing_is_stored() =>
        Assert.True(await Users.UpdateAsync(Arthur, changed => changed.Email = Email, default));

    [Theory]
    [InlineData("Email")]
    [InlineData("HashedPassword")]
    [InlineData("IsActive")]
    [InlineData("IsSuperuser")]
    [InlineData("IsVerified")]
    public async Task A_change_by_what_is_no_longer_so_is_not_stored(string property)
    {
        await Other.UpdateAsync(
            (await Other.GetAsync(Arthur.Id, default))!,
            changed =>
            {
                changed.Email = property == "Email" ? "wart@camelot.bt" : changed.Email;
                changed.HashedPassword = property == "HashedPassword" ? "new" : changed.HashedPassword;
                changed.IsActive ^= property == "IsActive";
                changed.IsSuperuser ^= property == "IsSuperuser";
                changed.IsVerified ^= property == "IsVerified";
            },
            default);

        Assert.False(await Users.UpdateAsync(Arthur, changed => (changed.Motto, changed.HashedPassword) = ("Mine", "mine"), default));

        Assert.Equal(("", "old"), (Arthur.Motto, Arthur.HashedPassword));
        Assert.Equal("", (await Other.GetAsync(Arthur.Id, default))!.Motto);
    }

    [Fact]
    public async Task A_change_of_a_deleted_user_is_not_stored_and_deleting_it_again_is_no_error()
    {
        await Other.DeleteAsync(Arthur, default);

        Assert.False(await Users.UpdateAsync(Arthur, changed => changed.Motto = "Too late", default));
        await Users.DeleteAsync(Arthur, default);

        Assert.Null(await Users.GetAsync(Arthur.Id, default));
    }

    [Fact]
    public async Task A_deleted_user_is_gone_and_no_other()
    {
        var lancelot = await AddUserAsync("lancelot@camelot.bt");

        await Users.DeleteAsync(Arthur, default);

        Assert.Null(await Other.GetByEmailAsync(Email, default));
        Assert.NotNull(await Other.GetAsync(lancelot.Id, default));
    }

    [Fact]
    public async Task The_address_of_a_deleted_user_is_free()
    {
        await Users.DeleteAsync(Arthur, default);

        Assert.False((await AddUserAsync(Email)).Id.Equals(Arthur.Id));
    }

    [Fact]
    public async Task A_user_that_the_application_tracks_can_be_changed()
    {
        var tracked = await Context.Set<TUser>().SingleAsync();
        var user = (await Users.GetAsync(tracked.Id, default))!;

        Assert.True(await Users.UpdateAsync(user, changed => changed.Motto = "Onward", default));
        Assert.True(await Users.UpdateAsync(user, changed => changed.Motto = "Further", default));

        Assert.Equal("Further", (await Other.GetAsync(user.Id, default))!.Motto);
    }

    [Fact]
    public async Task A_conflict_of_the_applications_own_changes_is_the_applications()
    {
        var lancelot = await AddUserAsync("lancelot@camelot.bt");
        var pending = await Context.Set<TUser>().SingleAsync(user => user.Email == "lancelot@camelot.bt");
        pending.Motto = "Pending";
        await Other.UpdateAsync((await Other.GetAsync(lancelot.Id, default))!, changed => changed.HashedPassword = "new", default);

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => Users.UpdateAsync(Arthur, changed => changed.Motto = "Onward", default));
    }

    [Fact]
    public async Task A_cancelled_call_stops_and_stores_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Users.GetAsync(Arthur.Id, Cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Users.GetByEmailAsync(Email, Cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Users.CreateAsync(NewUser("lancelot@camelot.bt"), Cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Users.UpdateAsync(Arthur, changed => changed.Motto = "Onward", Cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Users.DeleteAsync(Arthur, Cancelled));

        // Nothing of it waits in the context for the next call either.
        Assert.Equal("", Arthur.Motto);
        Assert.True(await Users.UpdateAsync(Arthur, changed => changed.FirstName = "Arthur", default));
        var stored = (await Other.GetAsync(Arthur.Id, default))!;
        Assert.Equal(("Arthur", ""), (stored.FirstName, stored.Motto));
        Assert.Null(await Other.GetByEmailAsync("lancelot@camelot.bt", default));
    }

    [Fact]
    public async Task Work_that_is_done_together_is_stored()
    {
        await Users.InTransactionAsync(
            async token =>
            {
                await Users.CreateAsync(NewUser("lancelot@camelot.bt"), token);
                await Users.InTransactionAsync(inner => Users.UpdateAsync(Arthur, changed => changed.Motto = "Onward", inner), token);
            },
            default);

        Assert.NotNull(await Other.GetByEmailAsync("lancelot@camelot.bt", default));
        Assert.Equal("Onward", (await Other.GetAsync(Arthur.Id, default))!.Motto);
    }

    [Fact]
    public async Task A_hash_is_found_by_how_it_does_not_begin_with_the_case_of_its_letters()
    {
        Assert.Equal("old", await Users.FindHashNotStartingWithAsync([], default));
        Assert.Equal("old", await Users.FindHashNotStartingWithAsync(["O", "Old", "o_d", "%", "older", "ld"], default));
        Assert.Null(await Users.FindHashNotStartingWithAsync(["$2b$", "o"], default));
        Assert.Null(await Users.FindHashNotStartingWithAsync(["old"], default));
        Assert.True(await Users.UpdateAsync(Arthur, changed => changed.HashedPassword = "", default));
        Assert.Null(await Users.FindHashNotStartingWithAsync(["old"], default));
    }
}
