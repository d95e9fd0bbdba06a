using System.Text;

namespace FastApiUsers.Passwords.Tests;

public sealed unsafe class Rfc7914Tests
{
    private const string MixInput =
        "f7ce0b653d2d72a4108cf5abe912ffdd777616dbbb27a70e8204f3ae2d0f6fad89f68f4811d1e87bcc3bd7400a9ffd29094f0184639574f39ae5a1315217bcd7"
        + "894991447213bb226c25b54da86370fbcd984380374666bb8ffcb5bf40c254b0"
        + "67d27c51ce4ad5fed829c90b505a571b7f4d1cad6a523cda770e67bceaaf7e89";

    [Fact]
    public void The_test_vector_of_section_8_holds_for_the_Salsa20_core()
    {
        var bytes = Convert.FromHexString(
            "7e879a214f3ec9867ca940e641718f26baee555b8c61c1b50df846116dcd3b1d"
            + "ee24f319df9b3d8514121e4b5ac5aa3276021d2909c74829edebc68db8b8c25e");
        var block = default(SalsaBlock);

        block.Load(bytes);
        block.Permute();
        block.Store(bytes);

        Assert.Equal(
            "a41f859c6608cc993b81cacb020cef05044b2181a2fd337dfd7b1c6396682f29"
            + "b4393168e3c9e6bcfe6bc5b7a06d96bae424cc102c91745c24ad673dc7618f81",
            Convert.ToHexStringLower(bytes));
    }

    [Fact]
    public void The_test_vector_of_section_9_holds_for_scryptBlockMix()
    {
        var bytes = Convert.FromHexString(MixInput);
        var input = stackalloc SalsaBlock[2];
        var output = stackalloc SalsaBlock[2];

        for (var i = 0; i < 2; i++)
            input[i].Load(bytes.AsSpan(i * SalsaBlock.Bytes));
        ScryptMix.BlockMix(input, output, 2);
        for (var i = 0; i < 2; i++)
            output[i].Store(bytes.AsSpan(i * SalsaBlock.Bytes));

        Assert.Equal(
            "a41f859c6608cc993b81cacb020cef05044b2181a2fd337dfd7b1c6396682f29"
            + "b4393168e3c9e6bcfe6bc5b7a06d96bae424cc102c91745c24ad673dc7618f81"
            + "20edc975323881a80540f64c162dcd3c21077cfe5f8d5fe2b1a4168f953678b7"
            + "7d3b3d803b60e4ab920996e59b4d53b65d2a225877d5edf5842cb9f14eefe425",
            Convert.ToHexStringLower(bytes));
    }

    [Fact]
    public void The_test_vector_of_section_10_holds_for_scryptROMix()
    {
        var bytes = Convert.FromHexString(MixInput);
        using var memory = new ScryptMemory(new ScryptParameters { Cost = 4, BlockSize = 1 });

        ScryptMix.Run(bytes, memory);

        Assert.Equal(
            "79ccc193629debca047f0b70604bf6b62ce3dd4a9626e355fafc6198e6ea2b46"
            + "d58413673b99b029d665c357601fb426a0b2f4bba200ee9f0a43d19b571a9c71"
            + "ef1142e65d5a266fddca832ce59faa7cac0b9cf1be2bffca300d01ee387619c4"
            + "ae12fd4438f203a0e4e1c47ec314861f4e9087cb33396a6873e8f9d2539a4b8e",
            Convert.ToHexStringLower(bytes));
    }

    [Theory]
    [InlineData(
        "",
        "",
        4,
        1,
        1,
        "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906")]
    [InlineData(
        "password",
        "NaCl",
        10,
        8,
        16,
        "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640")]
    [InlineData(
        "pleaseletmein",
        "SodiumChloride",
        14,
        8,
        1,
        "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887")]
    [InlineData(
        "pleaseletmein",
        "SodiumChloride",
        20,
        8,
        1,
        "2101cb9b6a511aaeaddbbe09cf70f881ec568d574a2ffd4dabe5ee9820adaa478e56fd8f4ba5d09ffa1c6d927c40f4c337304049e8a952fbcbf45c6fa77a41a4")]
    public void The_test_vectors_of_section_12_hold(string password, string salt, int cost, int blockSize, int parallelism, string key)
    {
        var parameters = new ScryptParameters { Cost = cost, BlockSize = blockSize, Parallelism = parallelism };
        var output = new byte[64];

        Scrypt.Hash(Encoding.ASCII.GetBytes(password), Encoding.ASCII.GetBytes(salt), parameters, output);

        Assert.Equal(key, Convert.ToHexStringLower(output));
    }
}
