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

    /// <summary>"WideProductTiles.Of8".</summary>
    public string Name { get; }

    /// <summary>"FullOpts"; anything else means that the JIT did not optimize, for example because a method is past its limits.</summary>
    public string Mode { get; }

    public IReadOnlyList<string> Instructions => _instructions;

    /// <summary>Reads all listings of a file that <c>DOTNET_JitStdOutFile</c> named.</summary>
    public static List<Listing> ReadAll(string path)
    {
        var listings = new List<Listing>();
        bool isRead = false;
        foreach (string line in File.ReadLines(path))
        {
            if (Header().Match(line) is { Success: true } header)
            {
                listings.Add(new Listing($"{header.Groups[1].Value}.{header.Groups[2].Value}", header.Groups[3].Value));
                isRead = true;
            }
            else if (line.StartsWith("; Assembly listing", StringComparison.Ordinal))
                isRead = false;
            else if (isRead)
                listings[^1].Add(line);
        }

        return listings;
    }

    /// <summary>
    /// The instructions of the loop over the terms of the sum: the shortest that multiplies and adds, for the loop over tiles is around it.
    /// </summary>
    public IReadOnlyList<string> SumLoop() => Loops().Where(static body => body.Any(IsMultiplyAdd)).MinBy(static body => body.Count) ?? [];

    /// <summary>What stands between a label and a jump back to it.</summary>
    private IEnumerable<IReadOnlyList<string>> Loops()
    {
        for (int at = 0; at < _instructions.Count; at++)
        {
            if (Jump().Match(_instructions[at]) is { Success: true } jump && _labels.TryGetValue(jump.Groups[1].Value, out int start) && start <= at)
                yield return _instructions[start..(at + 1)];
        }
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

    [GeneratedRegex(@"^; Assembly listing for method FastOpt\.Runtime\.(\w*(?:ProductTiles|StreamedTiles|RowTiles|WideTiles|NarrowTiles))`\d"
        + @".*:(Of\w+)[\[(].*\((\w[^()]*)\)\s*$")]
    private static partial Regex Header();

    [GeneratedRegex(@"^(G_M\w+):")]
    private static partial Regex Label();

    [GeneratedRegex(@"^j\w+\s+(?:SHORT\s+)?(G_M\w+)")]
    private static partial Regex Jump();

    [GeneratedRegex(@"[xyz]mm.*\[(?:rsp|rbp)\b")]
    private static partial Regex Spill();
}
