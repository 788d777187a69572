using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Tests.Harness;
using Xunit;

namespace FastOpt.Generators.Tests;

/// <summary>What each pass of a network leaves, in order, for a dense network and a residual one with normalizations.</summary>
public sealed class PassDumpTests
{
    public static TheoryData<string> Passes => [.. DensePasses.Passes.Keys];

    [Fact]
    public void AllPassesAreShown() => Assert.All([Samples.Digits, Samples.Residual], static source =>
    {
        NetworkProgram program = Generation.Lower(source);
        Assert.Equal(DensePasses.Passes.Keys, program.Dumps.Select(static dump => dump.Pass));
        Assert.Equal(ResidualPasses.Passes.Keys, program.Dumps.Select(static dump => dump.Pass));
    });

    [Theory]
    [MemberData(nameof(Passes))]
    public void OfADenseNetwork(string pass) => Assert.Equal(DensePasses.Passes[pass], Dump(Samples.Digits, pass));

    [Theory]
    [MemberData(nameof(Passes))]
    public void OfAResidualNetwork(string pass) => Assert.Equal(ResidualPasses.Passes[pass], Dump(Samples.Residual, pass));

    /// <summary>Forward over reverse: each operation is followed by its tangent, and what no product needs is gone.</summary>
    [Fact]
    public void OfANetworkWithCurvature() => Assert.Equal(
        """
        forward:
          dense1 = x · dense1.weight + dense1.bias
          δdense1 = x · dense1.weight + dense1.bias, of the direction's tensors
          tanh1 = Tanh(dense1)
          δtanh1 = δdense1 ⊙ Tanh′(tanh1)
          dense2 = tanh1 · dense2.weight + dense2.bias
          δdense2 = δtanh1 · dense2.weight
          δdense2′ = tanh1 · dense2.weight + dense2.bias, of the direction's tensors
          δdense2′′ = δdense2 + δdense2′
        loss:
          losses of the rows; ∂dense2 = gradient of their mean
        backward:
          δ∂dense2 = Hessian of the mean loss in dense2 · δdense2′′
          ∂tanh1 = ∂dense2 · dense2.weightᵀ
          δ∂tanh1 = δ∂dense2 · dense2.weightᵀ
          δ∂tanh1′ = ∂dense2 · dense2.weightᵀ, of the direction's tensors
          δ∂tanh1′′ = δ∂tanh1 + δ∂tanh1′
          δ∂dense1 = δ∂tanh1′′ ⊙ Tanh′(tanh1)
          δ∂dense1′ = ∂tanh1 ⊙ Tanh″(dense1) ⊙ δdense1
          δ∂dense1′′ = δ∂dense1 + δ∂dense1′
        gradients:
          ∂dense2.weight = δtanh1ᵀ · ∂dense2
          ∂dense2.weight = tanh1ᵀ · δ∂dense2
          ∂dense2.bias = Σ δ∂dense2
          ∂dense1.weight = xᵀ · δ∂dense1′′
          ∂dense1.bias = Σ δ∂dense1′′
        predict:

        """,
        Dump("[Network(4, Curvature = true), Dense(3), Tanh, Dense(2), MeanSquaredError] public sealed partial class Curved;", "curve"));

    private static string Dump(string source, string pass) => Generation.Lower(source).Dumps.Single(dump => dump.Pass == pass).Text;
}
