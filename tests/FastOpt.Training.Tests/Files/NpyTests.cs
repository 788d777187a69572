using System.Text.Json;
using FastOpt.Training.Tests.Data;

namespace FastOpt.Training.Tests.Files;

public sealed class NpyTests : IDisposable
{
    private static readonly JsonElement Recorded = RecordedJson.Read("npy.json");

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Names => [.. Recorded.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void WhatNumPyWroteIsRead(string name)
    {
        JsonElement file = Recorded.GetProperty("files").EnumerateArray().Single(file => file.GetProperty("name").GetString() == name);
        NpyArray array = Npy.Read(new MemoryStream(file.GetProperty("bytes").GetBytesFromBase64()));
        Assert.Equal(file.Integers("shape"), array.Shape.ToArray());
        Assert.Equal(file.GetProperty("type").GetString(), array.Type switch
        {
            NpyType.Boolean => "b1",
            NpyType.UInt8 => "u1",
            NpyType.Int32 => "i4",
            NpyType.Int64 => "i8",
            NpyType.Float32 => "f4",
            _ => "f8",
        });
        Assert.Equal(file.Floats("values"), array.ToSingle());
    }

    [Theory]
    [InlineData("objects", "the elements are Python objects, which are not read: they could run any code")]
    [InlineData("records", "the elements are records of several fields, which are not read")]
    [InlineData("complex", "the elements are of type '<c8'; b1, u1, i4, i8, f4 and f8 are read")]
    [InlineData("halves", "the elements are of type '<f2'")]
    [InlineData("texts", "the elements are of type '<U2'")]
    public void OtherElementsAreRefused(string name, string message) =>
        Assert.StartsWith($"npy: {message}", Refused(Recorded.GetProperty(name).GetBytesFromBase64()));

    [Fact]
    public void EveryTruncationIsRefused()
    {
        foreach (JsonElement file in Recorded.GetProperty("files").EnumerateArray().Where(file => file.GetProperty("shape").GetArrayLength() == 2))
        {
            byte[] whole = file.GetProperty("bytes").GetBytesFromBase64();
            for (int length = 0; length < whole.Length; length++)
                Assert.StartsWith(length == 0 ? "npy: the file is empty" : "npy: truncated", Refused(whole[..length]));
            Assert.Contains("bytes follow after", Refused([.. whole, 0]));
        }
    }

    [Fact]
    public void AnyFlippedBitOfAHeaderIsRefusedOrReadsAsAnotherArrayOfTheSameSize()
    {
        byte[] whole = Bytes(NpyArray.Of([1f, 2, 3, 4, 5, 6], 2, 3));
        for (int bit = 0; bit < 8 * 128; bit++)
        {
            byte[] damaged = [.. whole];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                NpyArray array = Npy.Read(new MemoryStream(damaged));
                Assert.Equal(24, array.Count * NpyFormat.SizeOf(array.Type));
            }
            catch (DataFormatException)
            {
            }
        }
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False}", "the header has no shape")]
    [InlineData("{'descr': '<f4', 'shape': (1,)}", "the header has no fortran_order")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'x': 1}", "the header has the key 'x' twice, or it is none of descr")]
    [InlineData("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,)}", "the header has the key 'descr' twice")]
    [InlineData("{'descr': '<f4', 'fortran_order': 0, 'shape': (1,)}", "the header does not read as a dictionary: True or False is expected at character 34")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1)}", "the header's shape is a number, not a tuple")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}", "the header does not read as a dictionary: an extent is expected")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999,)}", "the header announces an extent of 99999999999")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2147483647, 2147483647, 2147483647)}", "truncated: the header announces")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1073741824, 1073741824, 1073741824, 1073741824, 1073741824)}", "truncated: the header")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,)} x", "the header does not read as a dictionary: the end is expected")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,)", "the header does not read as a dictionary: '}' is expected")]
    [InlineData("__import__('os').system('x')", "the header does not read as a dictionary: '{' is expected at character 0")]
    [InlineData("", "the header does not read as a dictionary: '{' is expected at character 0")]
    [InlineData("{'descr': '', 'fortran_order': False, 'shape': (1,)}", "the elements are of type ''")]
    public void HeadersThatAreNoneAreNamed(string header, string message) =>
        Assert.StartsWith(
            $"npy: {message}", Refused([.. NpyFormat.Magic, 1, 0, (byte)header.Length, 0, .. System.Text.Encoding.ASCII.GetBytes(header), 0, 0, 0, 0]));

    [Fact]
    public void AHeaderOfPythonTwoIsRead()
    {
        byte[] header = System.Text.Encoding.ASCII.GetBytes("{'shape': (2L, 1L), 'fortran_order': False, 'descr': '>i4'}\n");
        Assert.Equal([1, 258], Npy.Read(new MemoryStream([.. NpyFormat.Magic, 1, 0, (byte)header.Length, 0, .. header, 0, 0, 0, 1, 0, 0, 1, 2])).ToInt32());
    }

    [Fact]
    public void LongHeadersAndOtherVersionsAreRefused()
    {
        Assert.Equal("npy: the header has 10001 bytes; more than 10000 are not read", Refused([.. NpyFormat.Magic, 1, 0, 0x11, 0x27]));
        Assert.Equal("npy: the header has 4294967295 bytes; more than 10000 are not read", Refused([.. NpyFormat.Magic, 2, 0, 255, 255, 255, 255]));
        Assert.StartsWith("npy: it has version 4.0 of the format", Refused([.. NpyFormat.Magic, 4, 0, 0, 0]));
        Assert.StartsWith("npy: it has version 1.1 of the format", Refused([.. NpyFormat.Magic, 1, 1, 0, 0]));
        Assert.Equal("npy: not an npy file: it starts with 0x504B030414000000", Refused([0x50, 0x4B, 3, 4, 20, 0, 0, 0]));
    }

    [Fact]
    public void BooleansAreZeroOrOne() =>
        Assert.Equal("npy: element 1 of an array of booleans is 2", Refused([.. Bytes(NpyArray.Of([true, true, false]))[..^3], 1, 2, 0]));

    [Fact]
    public void WhatIsWrittenIsReadBackBitForBit()
    {
        float[] floats = [0, -0f, float.NaN, float.PositiveInfinity, float.Epsilon, 1.1f];
        float[] back = Back(NpyArray.Of(floats, 3, 1, 2)).Elements<float>().ToArray();
        Assert.Equal(floats.Select(BitConverter.SingleToInt32Bits), back.Select(BitConverter.SingleToInt32Bits));
        Assert.Equal([long.MinValue, long.MaxValue], Back(NpyArray.Of([long.MinValue, long.MaxValue])).Elements<long>().ToArray());
        Assert.Equal([double.MaxValue], Back(NpyArray.Of([double.MaxValue], 1, 1, 1)).Elements<double>().ToArray());
        Assert.Equal([int.MinValue, 7], Back(NpyArray.Of([int.MinValue, 7])).Elements<int>().ToArray());
        Assert.Equal([true, false], Back(NpyArray.Of([true, false], 2, 1)).Elements<bool>().ToArray());
        Assert.Equal([0, 2, 0], Back(NpyArray.Of<byte>([], 0, 2, 0)).Shape.ToArray());
        Assert.Equal(0, Bytes(NpyArray.Of(floats, 3, 1, 2)).Length % 4);
        Assert.Equal(0, (Bytes(NpyArray.Of(floats, 3, 1, 2)).Length - 24) % 64);
    }

    [Fact]
    public void ConversionsLoseNothingUnsaid()
    {
        Assert.Equal([16777216], NpyArray.Of([16777216]).ToSingle());
        Assert.Equal(
            "Element 1 is 16777217, which has more digits than a float keeps.",
            Assert.Throws<OverflowException>(() => NpyArray.Of([0, 16777217]).ToSingle()).Message);
        Assert.StartsWith("Element 0 is 9223372036854775807, ", Assert.Throws<OverflowException>(() => NpyArray.Of([long.MaxValue]).ToSingle()).Message);
        Assert.StartsWith("Element 0 is 1E+300, too large", Assert.Throws<OverflowException>(() => NpyArray.Of([1e300]).ToSingle()).Message);
        Assert.Equal([float.PositiveInfinity, float.NaN, 0.1f], NpyArray.Of([double.PositiveInfinity, double.NaN, 0.1]).ToSingle());
        Assert.Equal([3, -2, 1], NpyArray.Of([3.0, -2, 1]).ToInt32());
        Assert.StartsWith("Element 1 is 2.5", Assert.Throws<OverflowException>(() => NpyArray.Of([3f, 2.5f]).ToInt32()).Message);
        Assert.StartsWith("Element 0 is 3000000000", Assert.Throws<OverflowException>(() => NpyArray.Of([3_000_000_000L]).ToInt32()).Message);
        Assert.Throws<OverflowException>(() => NpyArray.Of([double.NaN]).ToInt32());
        Assert.Equal(
            "The array has elements of type Float32, not Int32.", Assert.Throws<InvalidCastException>(() => NpyArray.Of([1f]).Elements<int>().Length).Message);
        Assert.Contains("(2, 2) has 4 elements; there are 3", Assert.Throws<ArgumentException>(() => NpyArray.Of([1f, 2, 3], 2, 2)).Message);
        Assert.Contains("type Int16", Assert.Throws<ArgumentException>(() => NpyArray.Of<short>([1])).Message);
        Assert.Equal(12, NpyArray.Of(new float[24], 2, 3, 4).RowSize);
    }

    [Fact]
    public void FilesThatAreNotThereAreNamed()
    {
        Assert.Equal($"{_folder["a.npy"]}: no such file", Assert.Throws<DataFormatException>(() => Npy.Read(_folder["a.npy"])).Message);
        Assert.Contains("cannot be read", Assert.Throws<DataFormatException>(() => Npy.Read(_folder.Root)).Message);
        Assert.Equal($"{_folder["a.npz"]}: no such file", Assert.Throws<DataFormatException>(() => Npz.Read(_folder["a.npz"])).Message);
    }

    internal static byte[] Bytes(NpyArray array)
    {
        var stream = new MemoryStream();
        Npy.Write(stream, array);
        return stream.ToArray();
    }

    private static NpyArray Back(NpyArray array) => Npy.Read(new MemoryStream(Bytes(array)));

    private static string Refused(byte[] bytes) => Assert.Throws<DataFormatException>(() => Npy.Read(new MemoryStream(bytes))).Message;
}
