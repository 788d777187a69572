using System.Buffers.Binary;
using System.Text;

namespace FastOpt.Training.Tests;

/// <summary>The format: what is written, what is read, and what is refused.</summary>
public sealed class SafeTensorsTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    /// <summary>
    /// Byte by byte, as the format's specification says: 8 bytes of length, JSON padded with spaces, data; wide elements first, then by name.
    /// </summary>
    [Fact]
    public void AFileHasTheBytesOfTheSpecification()
    {
        SafeTensors.Write(
            _path,
            [
                SafeTensor.From("b", [2], (ReadOnlySpan<float>)[1f, -2f]), SafeTensor.From("u", [3], (ReadOnlySpan<byte>)[7, 8, 9]),
                SafeTensor.From("a", [1, 1], (ReadOnlySpan<float>)[0.5f]), SafeTensor.From("z", [], (ReadOnlySpan<long>)[-1L]),
            ],
            new Dictionary<string, string> { ["format"] = "pt" });
        const string Header = """{"__metadata__":{"format":"pt"},"z":{"dtype":"I64","shape":[],"data_offsets":[0,8]}"""
            + ""","a":{"dtype":"F32","shape":[1,1],"data_offsets":[8,12]}"""
            + ""","b":{"dtype":"F32","shape":[2],"data_offsets":[12,20]},"u":{"dtype":"U8","shape":[3],"data_offsets":[20,23]}}""";
        string padded = Header.PadRight((Header.Length + 7) / 8 * 8);
        byte[] expected =
        [
            (byte)padded.Length, (byte)(padded.Length >> 8), 0, 0, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(padded),
            255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0x3F, 0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0, 7, 8, 9,
        ];
        Assert.Equal(expected, File.ReadAllBytes(_path));
    }

    [Fact]
    public void EveryTypeComesBack()
    {
        SafeTensors.Write(
            _path,
            [
                SafeTensor.From("f", [2], (ReadOnlySpan<float>)[float.NaN, 1e-45f]), SafeTensor.From("d", [1], (ReadOnlySpan<double>)[Math.PI]),
                SafeTensor.From("l", [1], (ReadOnlySpan<long>)[long.MinValue]), SafeTensor.From("i", [2], (ReadOnlySpan<int>)[int.MinValue, 3]),
                SafeTensor.From("empty", [0, 4], ReadOnlySpan<float>.Empty),
                new SafeTensor("h", TensorType.F16, [2], new byte[] { 0, 0x3C, 0, 0xFC }),
                new SafeTensor("bf", TensorType.BF16, [2], new byte[] { 0x80, 0x3F, 0x49, 0xC0 }),
            ]);
        SafeTensorsFile file = SafeTensors.Read(_path);
        Assert.Equal([float.NaN, 1e-45f], file["f"].ToFloats());
        Assert.Equal([Math.PI], file["d"].ToDoubles());
        Assert.Equal([long.MinValue], file["l"].ToInt64s());
        Assert.Equal([int.MinValue, 3], file["i"].ToInt32s());
        Assert.Equal([0, 4], file["empty"].Shape);
        Assert.Equal([1f, float.NegativeInfinity], file["h"].ToFloats());
        Assert.Equal([1f, -3.140625f], file["bf"].ToFloats());
        Assert.Equal("d: the elements are F64, not BF16.", Assert.Throws<InvalidDataException>(() => file["d"].ToFloats()).Message);
        Assert.Contains("no tensor \"x\"", Assert.Throws<InvalidDataException>(() => file["x"]).Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, int, string> Bad => new()
    {
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 5, "its tensors have 4 bytes, but 5 stand" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 3, "its tensors have 4 bytes, but 3 stand" },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "F32 [2] needs 8" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "begins at byte 4, but the one before ends at 0" },
        { """{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[3,7]}}""", 7, "\"b\" begins at byte 3" },
        { """{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[5,9]}}""", 9, "\"b\" begins at byte 5" },
        { """{"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}""", 0, "\"a\" stands twice" },
        { """{"a":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[0,1]}}""", 1, "the type \"F8_E4M3\"" },
        { """{"a":{"dtype":"U8","shape":[-1],"data_offsets":[0,1]}}""", 1, "-1 where a whole number from 0" },
        { """{"a":{"dtype":"U8","shape":[1.5],"data_offsets":[0,1]}}""", 1, "1.5 where a whole number from 0" },
        { """{"a":{"dtype":"U8","shape":[4294967296],"data_offsets":[0,1]}}""", 1, "the extent 4294967296" },
        { """{"a":{"dtype":"U8","shape":[2147483647,2147483647,2147483647,2147483647],"data_offsets":[0,1]}}""", 1, "needs" },
        { """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1,2]}}""", 1, "two data_offsets" },
        { """{"a":{"dtype":"U8","shape":[1]}}""", 1, "needs a dtype, a shape and two data_offsets" },
        { """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1],"more":1}}""", 1, "has \"more\"" },
        { """{"a":{"dtype":"U8","dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 1, "has \"dtype\"" },
        { """{"__metadata__":{"n":1}}""", 0, "has Number" },
        { """{"__metadata__":{"n":"1","n":"2"}}""", 0, "\"n\" twice" },
        { """{"a":3}""", 0, "has Number" },
        { """[]""", 0, "does not begin with an object" },
        { """ {}""", 0, "does not begin with an object" },
        { """{}{}""", 0, "no JSON" },
        { """{"a":""", 0, "no JSON" },
        { "", 0, "does not begin with an object" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void ADamagedFileIsRefused(string header, int data, string message)
    {
        byte[] head = Encoding.UTF8.GetBytes(header);
        byte[] file = new byte[8 + head.Length + data];
        BinaryPrimitives.WriteInt64LittleEndian(file, head.Length);
        head.CopyTo(file, 8);
        File.WriteAllBytes(_path, file);
        var error = Assert.Throws<InvalidDataException>(() => SafeTensors.Read(_path));
        Assert.StartsWith(_path, error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100_000_001, "has at most 100000000")]
    [InlineData(-1, "has at most 100000000")]
    [InlineData(99_999_999, "it is cut off")]
    public void AHeaderThatIsTooLongIsRefused(long length, string message)
    {
        byte[] file = new byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(file, length);
        File.WriteAllBytes(_path, file);
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => SafeTensors.Read(_path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryTruncationIsRefused()
    {
        byte[] whole = Small();
        for (int length = 0; length < whole.Length; length++)
            Assert.Throws<InvalidDataException>(() => SafeTensorsFile.Parse(whole.AsMemory(0, length)));
        Assert.Throws<InvalidDataException>(() => SafeTensorsFile.Parse((byte[])[.. whole, 0]));
    }

    /// <summary>
    /// Of weights alone, which have no checksum: a bit of the header either changes nothing, or the file is refused, or it names another tensor.
    /// </summary>
    [Fact]
    public void EveryBitOfAHeaderThatFlipsIsRefusedOrNamesAnotherTensor()
    {
        var network = new Numbers(maxBatch: 4, seed: 3);
        byte[] whole = NetworkWeights.ToBytes(network);
        float[] before = States.Weights(network);
        int head = 8 + (int)BinaryPrimitives.ReadInt64LittleEndian(whole);
        int refused = 0, metadata = 0;
        for (int bit = 0; bit < head * 8; bit++)
        {
            byte[] flipped = [.. whole];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            var target = new Numbers(maxBatch: 4, seed: 5);
            float[] own = States.Weights(target);
            try
            {
                NetworkWeights.Load(target, SafeTensorsFile.Parse(flipped), "flipped");
                metadata++;
                Assert.Equal(before, States.Weights(target));
            }
            catch (InvalidDataException)
            {
                refused++;
                Assert.Equal(own, States.Weights(target));
            }
        }

        Assert.Equal(head * 8, refused + metadata);

        // Only the two texts of the metadata, "format" and "pt", may be others: they say nothing of the tensors.
        Assert.InRange(metadata, 1, 8 * "formatpt".Length);
    }

    [Fact]
    public void EveryTruncationAndEveryBitFlipOfACheckpointIsRefused()
    {
        byte[] whole = CheckpointFile.ToBytes(new Numbers(maxBatch: 4), new RunState());
        CheckpointFile.Parse(whole);
        for (int length = 0; length < whole.Length; length++)
            Assert.Throws<InvalidDataException>(() => CheckpointFile.Parse(whole[..length]));
        for (int bit = 0; bit < whole.Length * 8; bit++)
        {
            whole[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<InvalidDataException>(() => CheckpointFile.Parse(whole));
            whole[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void TwoTensorsOfOneNameAreNotWritten()
    {
        var error = Assert.Throws<ArgumentException>(() => SafeTensors.Write(
            _path, [SafeTensor.From("a", [1], (ReadOnlySpan<float>)[1f]), SafeTensor.From("a", [1], (ReadOnlySpan<float>)[2f])]));
        Assert.Contains("two tensors named \"a\"", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SafeTensor.From("__metadata__", [1], (ReadOnlySpan<float>)[1f]));
        Assert.Throws<ArgumentException>(() => SafeTensor.From("a", [2], (ReadOnlySpan<float>)[1f]));
        Assert.Throws<ArgumentException>(() => SafeTensor.From("a", [-1], (ReadOnlySpan<float>)[1f]));
    }

    [Fact]
    public void WeightsOfAnotherNetworkAreRefusedByTheTensorsName()
    {
        SafeTensors.Save(new Narrower(maxBatch: 4), _path);
        var network = new Numbers(maxBatch: 4);
        float[] before = States.Weights(network);
        var error = Assert.Throws<InvalidDataException>(() => SafeTensors.Load(network, _path));
        Assert.Contains("is not of Numbers: its tensor \"dense1.weight\" is [5, 3], but the network's is [6, 3]", error.Message, StringComparison.Ordinal);
        SafeTensors.Save(new Classes(maxBatch: 4), _path);
        error = Assert.Throws<InvalidDataException>(() => SafeTensors.Load(new Numbers(maxBatch: 4), _path));
        Assert.Contains("dense1.weight", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, States.Weights(network));
    }

    [Fact]
    public void ALoopOfOnesOwnIsResumedFromACheckpoint()
    {
        DataSet<float> data = Points.Numbers(8, seed: 1);
        var whole = new Numbers(maxBatch: 8);
        for (int i = 0; i < 10; i++)
            whole.TrainStep(data.Inputs, data.Targets);

        var first = new Numbers(maxBatch: 8);
        for (int i = 0; i < 6; i++)
            first.TrainStep(data.Inputs, data.Targets);
        var run = new RunState();
        run.Set("step", 6L);
        run.Set("note", "half way");
        Checkpoint.Save(first, _path, run);

        var second = new Numbers(maxBatch: 8, seed: 99);
        RunState loaded = Checkpoint.Load(second, _path);
        Assert.Equal("half way", loaded.GetString("note"));
        for (long i = loaded.GetInt64("step"); i < 10; i++)
            second.TrainStep(data.Inputs, data.Targets);
        Assert.Equal(States.Of(whole), States.Of(second));

        run.Set("network", 1L);
        var error = Assert.Throws<ArgumentException>(() => Checkpoint.Save(first, _path, run));
        Assert.Contains("\"network\" is a name that checkpoints keep", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TensorsOfACheckpointStandUnderTheirNames()
    {
        var network = new Numbers(maxBatch: 8);
        DataSet<float> data = Points.Numbers(8, seed: 1);
        float[] gradients = new float[Numbers.ParameterCount];
        network.ComputeGradients(data.Inputs, data.Targets, gradients);
        network.TrainStep(data.Inputs, data.Targets);
        Checkpoint.Save(network, _path);
        SafeTensorsFile file = SafeTensors.Read(_path);
        float[] parameters = new float[Numbers.ParameterCount];
        network.CopyParametersTo(parameters);
        Assert.Equal(parameters[..18], file["model.dense1.weight"].ToFloats());
        Assert.Equal([6, 3], file["model.dense1.weight"].Shape);

        // The momentum behind the first step is its gradient, as in PyTorch.
        IEnumerable<SafeTensor> states = file.Tensors.Where(static tensor => tensor.Name.StartsWith("optimizer.", StringComparison.Ordinal));
        float[] momentum = states.Single(static tensor => tensor.Name.EndsWith("dense2.weight", StringComparison.Ordinal)).ToFloats();
        for (int i = 0; i < momentum.Length; i++)
            Assert.Equal(gradients[24 + i], momentum[i], 1e-6f);
    }

    private static byte[] Small() => SafeTensorsFile.ToBytes(
        [SafeTensor.From("a", [2], (ReadOnlySpan<float>)[1f, 2f]), SafeTensor.From("b", [1], (ReadOnlySpan<byte>)[3])], new Dictionary<string, string>());
}
