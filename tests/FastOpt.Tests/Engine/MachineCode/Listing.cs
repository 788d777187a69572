using System.Text.RegularExpressions;

namespace FastOpt.Tests.Engine.MachineCode;

/// <summary>The JIT's listing of one method: its instructions, and its loops.</summary>
internal sealed partial class Listing
{
    private readonly List<string> _instructions = [];
    private readonly Dictionary<string, int> _labels = [];

    private Listing(string name, string mode)
    {
        Name = name;
        Mode = mode;
    }

    /// <summary>"Forward_784x128_Relu_8x32".</summary>
    public string Name { get; }

    /// <summary>"FullOpts"; anything else means that the JIT did not optimize, for example because a method is past its limits.</summary>
    public string Mode { get; }

    public IReadOnlyList<string> Instructions => _instructions;

    /// <summary>Reads all listings of a file that <c>DOTNET_JitStdOutFile</c> named.</summary>
    public static List<Listing> ReadAll(string path)
    {
        var listings = new List<Listing>();
        foreach (string line in File.ReadLines(path))
        {
            if (Header().Match(line) is { Success: true } header)
                listings.Add(new Listing(header.Groups[1].Value, header.Groups[2].Value));
            else if (listings.Count > 0)
                listings[^1].Add(line);
        }

        return listings;
    }

    /// <summary>
    /// The instructions of the loop over the terms of the sum, which is the first that multiplies and adds; loops of an epilogue come behind it. Empty if the JIT has unrolled a short
    /// sum, so that there is no loop.
    /// </summary>
    public IReadOnlyList<string> SumLoop()
    {
        for (int at = 0; at < _instructions.Count; at++)
        {
            // An inner loop ends before the loop around it.
            if (Jump().Match(_instructions[at]) is { Success: true } jump && _labels.TryGetValue(jump.Groups[1].Value, out int start) && start <= at &&
                _instructions[start..(at + 1)] is var body && body.Any(IsMultiplyAdd))
            {
                return body;
            }
        }

        return [];
    }

    public static bool IsMultiplyAdd(string instruction) => instruction.StartsWith("vfmadd", StringComparison.Ordinal) || instruction.StartsWith("fmla", StringComparison.Ordinal);

    /// <summary>Whether a vector goes to the stack or comes from it: the registers did not suffice.</summary>
    public static bool IsSpill(string instruction) => Spill().IsMatch(instruction);

    public static bool IsCall(string instruction) => instruction.StartsWith("call", StringComparison.Ordinal);

    private void Add(string line)
    {
        if (Label().Match(line) is { Success: true } label)
            _labels[label.Groups[1].Value] = _instructions.Count;
        else if (line.StartsWith("       ", StringComparison.Ordinal) && line.Trim() is { Length: > 0 } instruction && instruction[0] != ';')
            _instructions.Add(instruction);
    }

    [GeneratedRegex(@"^; Assembly listing for method .*:(\w+)\(.*\((\w[^()]*)\)\s*$")]
    private static partial Regex Header();

    [GeneratedRegex(@"^(G_M\w+):")]
    private static partial Regex Label();

    [GeneratedRegex(@"^j\w+\s+(?:SHORT\s+)?(G_M\w+)")]
    private static partial Regex Jump();

    [GeneratedRegex(@"[xyz]mm.*\[(?:rsp|rbp)\b")]
    private static partial Regex Spill();
}
