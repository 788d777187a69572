namespace FastOpt.Training.Tests;

/// <summary>What cannot be exported, or written: one error that names what and where, and nothing is lost.</summary>
public sealed class OnnxBadInputTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fastopt-onnx-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void AFileIsWrittenAndReplaced()
    {
        string path = Path.Combine(_folder, "network.onnx");
        Onnx.Export(new TorchLinear(seed: 1), path);
        Onnx.Export(new TorchLinear(seed: 2), path);
        Assert.True(File.ReadAllBytes(path).AsSpan().SequenceEqual(Onnx.ToBytes(new TorchLinear(seed: 2))));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void AFolderThatIsNotThereIsNamed()
    {
        string folder = Path.Combine(_folder, "none");
        var error = Assert.Throws<DirectoryNotFoundException>(() => Onnx.Export(new TorchLinear(), Path.Combine(folder, "network.onnx")));
        Assert.Contains($"there is no folder {folder}", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void APathThatCannotBeWrittenIsNamed()
    {
        string path = Path.Combine(_folder, "folder.onnx");
        Directory.CreateDirectory(path);
        var error = Assert.Throws<IOException>(() => Onnx.Export(new TorchLinear(), path));
        Assert.StartsWith($"{path} could not be written", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
        Assert.ThrowsAny<ArgumentException>(() => Onnx.Export(new TorchLinear(), " "));
    }

    [Fact]
    public void BitsAreRefusedByLayerRuleAndOperation()
    {
        string path = Path.Combine(_folder, "bits.onnx");
        var error = Assert.Throws<NotSupportedException>(() => Onnx.Export(new BitNetwork(), path));
        Assert.Equal("BitNetwork cannot be written as ONNX: layer bits1 (Bits) uses '&' on bits, for which opset 17 has no operation.", error.Message);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void OptionsThatDoNotFitAreNamed()
    {
        static string Message(OnnxOptions options) => Assert.Throws<ArgumentException>(() => Onnx.ToBytes(new TorchLinear(), options)).Message;
        Assert.StartsWith("TorchLinear takes examples of 5 floats, [5]; the InputShape is [2, 3].", Message(new OnnxOptions { InputShape = [2, 3] }), StringComparison.Ordinal);
        Assert.StartsWith("TorchLinear takes examples of 5 floats, [5]; the InputShape is [-5, -1].", Message(new OnnxOptions { InputShape = [-5, -1] }), StringComparison.Ordinal);
        Assert.StartsWith("TorchLinear takes examples of 5 floats; there are 2 InputNames.", Message(new OnnxOptions { InputNames = ["a", "b"] }), StringComparison.Ordinal);
        Assert.StartsWith("The input name 'b\nc' has", Message(new OnnxOptions { InputNames = ["a", "b\nc", "d", "e", "f"] }), StringComparison.Ordinal);
        var normalizer = Normalizer.Fit(new TrainSet<float>([1, 2, 3, 4], [0, 0], 2, 1));
        Assert.StartsWith("TorchLinear takes examples of 5 floats; the Normalizer is for 2.", Message(new OnnxOptions { Normalizer = normalizer }), StringComparison.Ordinal);
        string one = Assert.Throws<ArgumentException>(() => Onnx.ToBytes(new Numbers(), new OnnxOptions { Softmax = true })).Message;
        Assert.StartsWith("A softmax is over two classes or more; Numbers puts out [1].", one, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x", "x")]
    [InlineData("x =>", "a name")]
    [InlineData("x => x +", "a name")]
    [InlineData("(x, y => x", "')'")]
    [InlineData("x => x) ", "the end")]
    [InlineData("x => x ? 1f", "':'")]
    [InlineData("x => y = x; y y", "the end")]
    public void ATextThatIsNoFormulaIsRefused(string text, string expected)
    {
        string message = Assert.Throws<FormatException>(() => FormulaParser.Parse(text)).Message;
        Assert.Contains(text == "x" ? "'=>'" : expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void FormulasBindAsInCSharp()
    {
        static string Show(Formula formula) => formula switch
        {
            NumberFormula number => FormattableString.Invariant($"{number.Value}{(number.Type == FormulaType.Float ? "f" : "")}"),
            NameFormula name => name.Name,
            UnaryFormula unary => $"({unary.Operator}{Show(unary.Operand)})",
            BinaryFormula binary => $"({Show(binary.Left)}{binary.Operator}{Show(binary.Right)})",
            ConditionalFormula conditional => $"({Show(conditional.Condition)}?{Show(conditional.WhenTrue)}:{Show(conditional.WhenFalse)})",
            CallFormula call => $"{call.Function}({string.Join(",", call.Arguments.Select(Show))})",
            _ => throw new ArgumentException("A formula of an unknown kind."),
        };
        static void Binds(string expected, string text) => Assert.Equal(expected, Show(FormulaParser.Parse("x => " + text).Result));
        Binds("((a-b)-(c*d))", "a - b - c * d");
        Binds("((a<b)?(a||(b&&c)):(d?-1f:x))", "a < b ? a || b && c : d ? -1f : x");
        Binds("((a&b)==c)", "(a & b) == c");
        Binds("(a|(b^(c&(d==(e<(f<<(g+(-h))))))))", "a | b ^ c & d == e < f << g + -h");
        Binds("((a>>>2)>=(b>>1))", "a >>> 2 >= b >> 1");
        Binds("max((x-0.5f),1E-05f)", "max(x - 0.5f, 1E-05f)");
        Binds("global::Lib.Curves.Bump(x,-3)", "global::Lib.Curves.Bump(x, -3)");
        Binds("((!a)?NaNf:-Infinityf)", "!a ? NaNf : -Infinityf");
    }
}
