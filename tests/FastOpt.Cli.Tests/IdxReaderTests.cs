using FastOpt.Cli.Data;

namespace FastOpt.Cli.Tests;

public sealed class IdxReaderTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Reads_images_and_labels(bool compressed)
    {
        Assert.Equal(IdxBytes.Ramp(3 * 784), ReadImages(Pack(IdxBytes.Images(3), compressed)));
        Assert.Equal<byte>([0, 1, 2, 3, 4], ReadLabels(Pack(IdxBytes.Labels(5), compressed)));
    }

    [Fact]
    public void Compression_is_told_by_content_not_by_name()
    {
        Assert.Equal<byte>([0, 1, 2], IdxReader.ReadLabels(_directory.Write("plain.gz", IdxBytes.Labels(3))));
        Assert.Equal<byte>([0, 1, 2], IdxReader.ReadLabels(_directory.Write("compressed", IdxBytes.Gzip(IdxBytes.Labels(3)))));
    }

    [Fact]
    public void Reads_a_payload_larger_than_one_chunk()
    {
        Assert.Equal(IdxBytes.Ramp(300 * 784), ReadImages(IdxBytes.Gzip(IdxBytes.Images(300))));
        Assert.Equal(IdxBytes.Ramp(300 * 784), ReadImages(IdxBytes.Images(300)));
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        string path = Path.Combine(_directory.Path, "absent");
        var e = Assert.Throws<DataFormatException>(() => IdxReader.ReadLabels(path));
        Assert.Equal($"{path}: no such file", e.Message);
        Assert.Contains("no such file", Assert.Throws<DataFormatException>(() => IdxReader.ReadLabels(Path.Combine(path, "deeper"))).Message);
    }

    [Fact]
    public void A_directory_in_place_of_a_file_is_reported() =>
        Assert.Contains("cannot be read", Assert.Throws<DataFormatException>(() => IdxReader.ReadLabels(_directory.Path)).Message);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Truncation_at_every_byte_is_reported(bool compressed)
    {
        byte[] whole = IdxBytes.Images(2);
        for (int length = 0; length < whole.Length; length += length < 20 ? 1 : 97)
            AssertRejected(() => ReadImages(Pack(whole[..length], compressed)), length == 0 ? "empty" : "truncated");
    }

    [Fact]
    public void Truncation_of_the_compressed_file_at_every_byte_is_reported()
    {
        byte[] whole = IdxBytes.Gzip(IdxBytes.Labels(200));
        for (int length = 0; length < whole.Length; length++)
            AssertRejected(() => ReadLabels(whole[..length]), length == 0 ? "empty" : "");
    }

    [Fact]
    public void A_flipped_bit_anywhere_in_a_compressed_file_is_reported_or_without_effect()
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

        Assert.InRange(rejected, (8 * (whole.Length - 10)) - 7, 8 * whole.Length);
    }

    [Theory]
    [InlineData(0x01000803u, "starts with 0x01000803")]
    [InlineData(0x504B0304u, "starts with 0x504B0304")]
    [InlineData(0x00000D03u, "type 0x0D")]
    [InlineData(0x00000801u, "rank 1 where images have rank 3")]
    [InlineData(0x00000804u, "rank 4 where images have rank 3")]
    public void A_wrong_magic_number_is_reported(uint magic, string reason) =>
        AssertRejected(() => ReadImages(IdxBytes.File(magic, [1, 28, 28], IdxBytes.Ramp(784))), reason);

    [Fact]
    public void Labels_where_images_are_expected_are_reported()
    {
        AssertRejected(() => ReadImages(IdxBytes.Labels(100)), "rank 1 where images have rank 3");
        AssertRejected(() => ReadLabels(IdxBytes.Images(1)), "rank 3 where labels have rank 1");
    }

    [Theory]
    [InlineData(28u, 27u, "28×27 pixels where 28×28")]
    [InlineData(1u, 784u, "1×784 pixels where 28×28")]
    public void Wrong_image_sizes_are_reported(uint rows, uint columns, string reason) =>
        AssertRejected(() => ReadImages(IdxBytes.File(0x803, [1, rows, columns], new byte[rows * columns])), reason);

    [Theory]
    [InlineData(0u, 28u, 28u)]
    [InlineData(1u, 0u, 28u)]
    [InlineData(0u, 0xFFFFFFu, 28u)]
    public void An_empty_set_is_reported(uint count, uint rows, uint columns) =>
        AssertRejected(() => ReadImages(IdxBytes.File(0x803, [count, rows, columns], [])), "the set is empty");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Trailing_bytes_are_reported(bool compressed) =>
        AssertRejected(() => ReadLabels(Pack(IdxBytes.File(0x801, [3], [1, 2, 3, 4]), compressed)), "bytes follow after the 3");

    [Fact]
    public void Bytes_after_the_compressed_data_are_reported() =>
        AssertRejected(() => ReadLabels([.. IdxBytes.Gzip(IdxBytes.Labels(5)), 1, 2, 3, 4, 5]), "bytes follow");

    [Theory]
    [InlineData(2u, 28u, 28u)]
    [InlineData(0x7FFFFFFFu, 28u, 28u)]
    [InlineData(0x7FFFFFFFu, 0x7FFFFFFFu, 0x7FFFFFFFu)]
    [InlineData(0x80000000u, 28u, 28u)]
    [InlineData(0xFFFFFFFFu, 0xFFFFFFFFu, 0xFFFFFFFFu)]
    public void A_lying_header_costs_no_memory(uint count, uint rows, uint columns)
    {
        byte[] lie = IdxBytes.File(0x803, [count, rows, columns], IdxBytes.Ramp(784));
        foreach (bool compressed in new[] { false, true })
        {
            string path = _directory.Write("lie", Pack(lie, compressed));
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Throws<DataFormatException>(() => IdxReader.ReadImages(path, 28, 28));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400_000);
        }
    }

    [Fact]
    public void A_compressed_file_that_announces_more_than_is_read_is_not_decompressed()
    {
        // 2 MiB of zeros compress to 2 KiB, which could hold the 2 GiB announced only if the ratio had no bound.
        byte[] bomb = IdxBytes.Gzip(IdxBytes.File(0x803, [0x7FFFFFFF / 784, 28, 28], new byte[2 << 20]));
        AssertRejected(() => ReadImages(bomb), "the file holds at most");
    }

    [Fact]
    public void More_than_a_gigabyte_is_not_read()
    {
        // Large enough a file that it could hold what it announces: 1.1 MB that do not compress.
        byte[] noise = new byte[1_100_000];
        new Random(1).NextBytes(noise);
        AssertRejected(() => ReadImages(IdxBytes.Gzip(IdxBytes.File(0x803, [1_370_000, 28, 28], noise))), "more than 1,073,741,824 are not read");
    }

    private static byte[] Pack(byte[] content, bool compressed) => compressed ? IdxBytes.Gzip(content) : content;

    private byte[] ReadImages(byte[] file) => IdxReader.ReadImages(_directory.Write("images", file), 28, 28);

    private byte[] ReadLabels(byte[] file) => IdxReader.ReadLabels(_directory.Write("labels", file));

    private void AssertRejected(Action read, string reason)
    {
        var e = Assert.Throws<DataFormatException>(read);
        Assert.StartsWith(_directory.Path, e.Message);
        Assert.Contains(reason, e.Reason);
        Assert.DoesNotContain('\n', e.Message);
    }
}
