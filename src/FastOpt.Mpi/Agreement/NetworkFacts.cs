using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;
using System.Text;
using static System.FormattableString;

namespace FastOpt.Mpi;

/// <summary>What must be the same about a network before processes train it together: its declaration, and all that a step reads.</summary>
internal static class NetworkFacts
{
    /// <summary>The facts, from the general to the particular.</summary>
    public static IEnumerable<(string What, string Value)> Of<TNetwork, TTarget>(INetwork<TNetwork, TTarget> network)
        where TNetwork : class, INetwork<TNetwork, TTarget>, IDistributed<TTarget>
        where TTarget : unmanaged
    {
        yield return ("FastOpt's version", typeof(NetworkSummary).Assembly.GetName().Version!.ToString(3));
        yield return ("arithmetic", HasFma ? "with fused multiply-adds" : "without fused multiply-adds");
        yield return ("the network", TNetwork.Summary.Name);
        yield return ("the network's declaration", Hash(Encoding.UTF8.GetBytes(TNetwork.Summary.ToString())));
        yield return ("the network's steps", network.Step.ToString(CultureInfo.InvariantCulture));
        yield return ("the network's epoch", network.Epoch.ToString(CultureInfo.InvariantCulture));
        float[] weights = new float[TNetwork.ParameterCount];
        network.CopyParametersTo(weights);
        yield return ("the network's weights (the same seed gives the same)", Hash(MemoryMarshal.AsBytes<float>(weights)));
        float[] buffers = new float[TNetwork.BufferCount];
        network.CopyBuffersTo(buffers);
        yield return ("the network's buffers", Hash(MemoryMarshal.AsBytes<float>(buffers)));
        yield return ("the network's hyperparameters, schedule or optimizer states", State(network));
    }

    // The widths of vectors give the same bits, FMA or not does not.
    private static bool HasFma => Fma.IsSupported || AdvSimd.IsSupported;

    private static string State<TNetwork, TTarget>(INetwork<TNetwork, TTarget> network)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        try
        {
            byte[] state = new byte[network.StateBytes];
            network.CopyStateTo(state);
            return Hash(state);
        }
        catch (InvalidOperationException)
        {
            return "not stored"; // a schedule by hand
        }
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Invariant($"hash {Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8))}");
}
