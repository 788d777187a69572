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

    /// <summary>What a network's own line says, where no network of this project can.</summary>
    [Theory]
    [InlineData("x => ~int(x) > 0 ? x : 0f", "uses '~' on bits, for which opset 17 has no operation")]
    [InlineData("x => float(int(x) << 2)", "uses '<<' on bits, for which opset 17 has no operation")]
    [InlineData("x => float(singleToInt32Bits(x))", "uses 'singleToInt32Bits' on bits, for which opset 17 has no operation")]
    [InlineData("x => global::Lib.Curves.Bump(x, 2f)", "calls Lib.Curves.Bump, a [Vectorized] method of another assembly, which does not tell its formula")]
    [InlineData("x => bessel(x)", "calls 'bessel', which this version does not know")]
    [InlineData("x => y", "reads 'y', which its formula does not say")]
    [InlineData("unknown", "was compiled by an older FastOpt, which wrote no formula; compile its project again")]
    public void WhatHasNoOperationIsRefusedByLayerAndRule(string formula, string expected)
    {
        var program = GraphProgram.Parse($"input x [3]\nodd1 [3] = map(x) Odd: {formula}\noutput odd1 [3]");
        var error = Assert.Throws<NotSupportedException>(() => OnnxModel.Write("Net", program, [], new OnnxOptions()));
        Assert.Equal($"Net cannot be written as ONNX: layer odd1 (Odd) {expected}.", error.Message);
        error = Assert.Throws<NotSupportedException>(() => OnnxModel.Write("Net", program, [], new OnnxOptions { Fold = true }));
        Assert.EndsWith(expected + ".", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OptionsThatDoNotFitAreNamed()
    {
        static void Refused(string message, OnnxOptions options) =>
            Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => Onnx.ToBytes(new TorchLinear(), options)).Message, StringComparison.Ordinal);
        Refused("TorchLinear takes examples of 5 floats, [5]; the InputShape is [2, 3].", new OnnxOptions { InputShape = [2, 3] });
        Refused("TorchLinear takes examples of 5 floats, [5]; the InputShape is [-5, -1].", new OnnxOptions { InputShape = [-5, -1] });
        Refused("TorchLinear takes examples of 5 floats; there are 2 InputNames.", new OnnxOptions { InputNames = ["a", "b"] });
        Refused("The input name 'b\nc' has", new OnnxOptions { InputNames = ["a", "b\nc", "d", "e", "f"] });
        var normalizer = Normalizer.Fit(new TrainSet<float>([1, 2, 3, 4], [0, 0], 2, 1));
        Refused("TorchLinear takes examples of 5 floats; the Normalizer is for 2.", new OnnxOptions { Normalizer = normalizer });
        TargetNormalizer targets = Normalizer.FitTargets(new TrainSet<float>([1, 2, 3, 4], [5, 6], 2, 1));
        Refused("TorchLinear puts out 3 floats; the TargetNormalizer is for 1.", new OnnxOptions { TargetNormalizer = targets });
        var contradiction = new OnnxOptions { TargetNormalizer = targets, Softmax = true };
        string both = Assert.Throws<ArgumentException>(() => Onnx.ToBytes(new Numbers(), contradiction)).Message;
        Assert.StartsWith("A Softmax is for classes, and a TargetNormalizer for numbers", both, StringComparison.Ordinal);
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
            NumberFormula number => FormattableString.Invariant($"{(float)number.Value}{(number.Type == FormulaType.Float ? "f" : "")}"),
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
