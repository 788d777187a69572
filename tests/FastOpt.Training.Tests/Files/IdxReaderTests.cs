using FastOpt.Training.Tests.Data;

namespace FastOpt.Training.Tests.Files;

public sealed class IdxReaderTests : IDisposable
{
    private readonly TestFolder _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ReadsImagesAndLabels(bool compressed)
    {
        Assert.Equal(IdxBytes.Ramp(3 * 784), ReadImages(Pack(IdxBytes.Images(3), compressed)));
        Assert.Equal<byte>([0, 1, 2, 3, 4], ReadLabels(Pack(IdxBytes.Labels(5), compressed)));
    }

    [Fact]
    public void CompressionIsToldByContentNotByName()
    {
        Assert.Equal<byte>([0, 1, 2], IdxReader.ReadLabels(_directory.Write("plain.gz", IdxBytes.Labels(3))));
        Assert.Equal<byte>([0, 1, 2], IdxReader.ReadLabels(_directory.Write("compressed", IdxBytes.Gzip(IdxBytes.Labels(3)))));
    }

    [Fact]
    public void ReadsAPayloadLargerThanOneChunk()
    {
        Assert.Equal(IdxBytes.Ramp(300 * 784), ReadImages(IdxBytes.Gzip(IdxBytes.Images(300))));
        Assert.Equal(IdxBytes.Ramp(300 * 784), ReadImages(IdxBytes.Images(300)));
    }

    [Fact]
    public void AMissingFileIsNamed()
    {
        string path = _directory["absent"];
        var e = Assert.Throws<DataFormatException>(() => IdxReader.ReadLabels(path));
        Assert.Equal($"{path}: no such file", e.Message);
        Assert.Contains("no such file", Assert.Throws<DataFormatException>(() => IdxReader.ReadLabels(Path.Combine(path, "deeper"))).Message);
    }

    [Fact]
    public void ADirectoryInPlaceOfAFileIsReported() =>
        Assert.Contains("cannot be read", Assert.Throws<DataFormatException>(() => IdxReader.ReadLabels(_directory.Root)).Message);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TruncationAtEveryByteIsReported(bool compressed)
    {
        byte[] whole = IdxBytes.Images(2);
        for (int length = 0; length < whole.Length; length += length < 20 ? 1 : 97)
            AssertRejected(() => ReadImages(Pack(whole[..length], compressed)), length == 0 ? "empty" : "truncated");
    }

    [Fact]
    public void TruncationOfTheCompressedFileAtEveryByteIsReported()
    {
        byte[] whole = IdxBytes.Gzip(IdxBytes.Labels(200));
        for (int length = 0; length < whole.Length; length++)
            AssertRejected(() => ReadLabels(whole[..length]), length == 0 ? "empty" : "");
    }

    [Fact]
    public void AFlippedBitAnywhereInACompressedFileIsReportedOrWithoutEffect()
    {
        byte[] labels = IdxBytes.Labels(200), whole = IdxBytes.Gzip(labels);
        int rejected = 0;
        for (int bit = 0; bit < 8 * whole.Length; bit++)
        {
            byte[] damaged = [.. whole];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                // Time and system in the gzip header, and the bits that fill up the last byte, say nothing about the content.
                Assert.Equal(labels[8..], ReadLabels(damaged));
            }
            catch (DataFormatException)
            {
                rejected++;
            }
        }

        Assert.InRange(rejected, 8 * (whole.Length - 10) - 7, 8 * whole.Length);
    }

    [Theory]
    [InlineData(0x01000803u, "starts with 0x01000803")]
    [InlineData(0x504B0304u, "starts with 0x504B0304")]
    [InlineData(0x00000D03u, "type 0x0D")]
    [InlineData(0x00000801u, "rank 1 where images have rank 3")]
    [InlineData(0x00000804u, "rank 4 where images have rank 3")]
    public void AWrongMagicNumberIsReported(uint magic, string reason) =>
        AssertRejected(() => ReadImages(IdxBytes.File(magic, [1, 28, 28], IdxBytes.Ramp(784))), reason);

    [Fact]
    public void LabelsWhereImagesAreExpectedAreReported()
    {
        AssertRejected(() => ReadImages(IdxBytes.Labels(100)), "rank 1 where images have rank 3");
        AssertRejected(() => ReadLabels(IdxBytes.Images(1)), "rank 3 where labels have rank 1");
    }

    [Theory]
    [InlineData(0u, 28u, 28u)]
    [InlineData(1u, 0u, 28u)]
    [InlineData(0u, 0xFFFFFFu, 28u)]
    public void AnEmptySetIsReported(uint count, uint rows, uint columns) =>
        AssertRejected(() => ReadImages(IdxBytes.File(0x803, [count, rows, columns], [])), "the set is empty");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TrailingBytesAreReported(bool compressed) =>
        AssertRejected(() => ReadLabels(Pack(IdxBytes.File(0x801, [3], [1, 2, 3, 4]), compressed)), "bytes follow after the 3");

    [Fact]
    public void BytesAfterTheCompressedDataAreReported() =>
        AssertRejected(() => ReadLabels([.. IdxBytes.Gzip(IdxBytes.Labels(5)), 1, 2, 3, 4, 5]), "bytes follow");

    [Theory]
    [InlineData(2u, 28u, 28u)]
    [InlineData(0x7FFFFFFFu, 28u, 28u)]
    [InlineData(0x7FFFFFFFu, 0x7FFFFFFFu, 0x7FFFFFFFu)]
    [InlineData(0x80000000u, 28u, 28u)]
    [InlineData(0xFFFFFFFFu, 0xFFFFFFFFu, 0xFFFFFFFFu)]
    public void ALyingHeaderCostsNoMemory(uint count, uint rows, uint columns)
    {
        byte[] lie = IdxBytes.File(0x803, [count, rows, columns], IdxBytes.Ramp(784));
        foreach (bool compressed in new[] { false, true })
        {
            string path = _directory.Write("lie", Pack(lie, compressed));
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Throws<DataFormatException>(() => IdxReader.ReadImages(path));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400_000);
        }
    }

    [Fact]
    public void ACompressedFileThatAnnouncesMoreThanIsReadIsNotDecompressed()
    {
        // 2 MiB of zeros compress to 2 KiB, which could hold the 2 GiB announced only if the ratio had no bound.
        byte[] bomb = IdxBytes.Gzip(IdxBytes.File(0x803, [0x7FFFFFFF / 784, 28, 28], new byte[2 << 20]));
        AssertRejected(() => ReadImages(bomb), "the file holds at most");
    }

    [Fact]
    public void MoreThanAGigabyteIsNotRead()
    {
        // Large enough a file that it could hold what it announces: 1.1 MB that do not compress.
        byte[] noise = new byte[1_100_000];
        new Random(1).NextBytes(noise);
        AssertRejected(() => ReadImages(IdxBytes.Gzip(IdxBytes.File(0x803, [1_370_000, 28, 28], noise))), "more than 1,073,741,824 are not read");
    }

    private static byte[] Pack(byte[] content, bool compressed) => compressed ? IdxBytes.Gzip(content) : content;

    private byte[] ReadImages(byte[] file) => IdxReader.ReadImages(_directory.Write("images", file)).Pixels;

    private byte[] ReadLabels(byte[] file) => IdxReader.ReadLabels(_directory.Write("labels", file));

    private void AssertRejected(Action read, string reason)
    {
        var e = Assert.Throws<DataFormatException>(read);
        Assert.StartsWith(_directory.Root, e.Message);
        Assert.Contains(reason, e.Reason);
        Assert.DoesNotContain('\n', e.Message);
    }
}
