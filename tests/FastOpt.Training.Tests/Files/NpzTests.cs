using System.IO.Compression;
using System.Text.Json;
using FastOpt.Training.Tests.Data;

namespace FastOpt.Training.Tests.Files;

public sealed class NpzTests : IDisposable
{
    private static readonly JsonElement Recorded = RecordedJson.Read("npy.json");

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void WhatNumPyWroteIsRead(int archive)
    {
        IReadOnlyDictionary<string, NpyArray> arrays = Npz.Read(_folder.Write("a.npz", Archive(archive)));
        Assert.Equal(["x", "y"], arrays.Keys);
        Assert.Equal([50, 4], arrays["x"].Shape.ToArray());
        Assert.Equal(Enumerable.Range(0, 200).Select(i => i / 4f), arrays["x"].ToSingle());
        Assert.Equal(Enumerable.Range(0, 50).Select(i => i % 3), arrays["y"].ToInt32());
        var data = new DataSet<int>(arrays["x"].ToSingle(), arrays["y"].ToInt32(), arrays["x"].RowSize);
        Assert.Equal((50, 4), (data.Count, data.InputSize));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void EveryTruncationIsRefused(int archive)
    {
        byte[] whole = Archive(archive);
        for (int length = 0; length < whole.Length; length++)
        {
            var stream = new MemoryStream(whole[..length]);
            Assert.StartsWith("a.npz", Assert.Throws<DataFormatException>(() => Npz.Read(stream, "a.npz")).Message);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void NoFlippedBitChangesANumber(int archive)
    {
        byte[] whole = Archive(archive);
        int refused = 0;
        for (int bit = 0; bit < 8 * whole.Length; bit++)
        {
            byte[] damaged = [.. whole];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                // Times, versions and names of a zip file do not count among its numbers.
                IReadOnlyDictionary<string, NpyArray> arrays = Npz.Read(new MemoryStream(damaged));
                foreach (NpyArray array in arrays.Values)
                    Assert.Contains(array.ToSingle().Sum(), new float[] { 4975, 49 });
            }
            catch (DataFormatException)
            {
                refused++;
            }
        }

        Assert.True(refused > 4 * whole.Length, $"{refused} of {8 * whole.Length} were refused.");
    }

    [Fact]
    public void TheSameArraysGiveTheSameBytes()
    {
        var arrays = new Dictionary<string, NpyArray> { ["b"] = NpyArray.Of([1f, 2]), ["a"] = NpyArray.Of([3L]) };
        Npz.Write(_folder["a.npz"], arrays);
        Npz.Write(_folder["b.npz"], arrays.Reverse().ToDictionary());
        Assert.Equal(File.ReadAllBytes(_folder["a.npz"]), File.ReadAllBytes(_folder["b.npz"]));
        Assert.Equal(["a", "b"], Npz.Read(_folder["a.npz"]).Keys);
        Assert.Equal([1, 2], Npz.Read(_folder["a.npz"])["b"].ToSingle());
    }

    [Fact]
    public void OtherEntriesAreNamed()
    {
        using (ZipArchive archive = ZipFile.Open(_folder["a.npz"], ZipArchiveMode.Create))
            archive.CreateEntry("readme.txt");
        Assert.EndsWith("'readme.txt' is no npy file", Assert.Throws<DataFormatException>(() => Npz.Read(_folder["a.npz"])).Message);
        using (ZipArchive archive = ZipFile.Open(_folder["b.npz"], ZipArchiveMode.Create))
        {
            for (int i = 0; i < 2; i++)
            {
                using Stream stream = archive.CreateEntry("x.npy").Open();
                Npy.Write(stream, NpyArray.Of([1f]));
            }
        }

        Assert.EndsWith("there are two arrays 'x'", Assert.Throws<DataFormatException>(() => Npz.Read(_folder["b.npz"])).Message);
    }

    private static byte[] Archive(int archive) => Recorded.GetProperty("archives")[archive].GetProperty("bytes").GetBytesFromBase64();
}
