using System.Text.RegularExpressions;

namespace FastOpt.Generators.Tests.RandomRules;

/// <summary>Counts what the grammar produced: a construct that no rule has is not tested.</summary>
internal sealed class Produced
{
    private static readonly (string Name, Regex Pattern)[] Constructs =
    [
        ("checked", new(@"(?<!un)checked\(")), ("unchecked", new(@"unchecked\(")), ("one name for two values", new(@"this\.(x|y|step|bend)\b")),
        ("extreme literals", new(@"e-?(20|25|30|38|40|300)")), ("bool parameters", new(@"bool first\)")), ("partial methods", new(@"\bpartial float R\d+")),
        ("calls", new(@"\bR\d+\((?!float)")), ("early returns", new(@"if \(.*\) return")), ("branches", new(@"\belse\b")), ("loops", new(@"\bfor \(")),
        ("exchanges", new(@"\) = \(")), ("switches", new(@"\bswitch\b")), ("conditions", new(@" \? ")), ("casts to int", new(@"\(int\)")),
        ("bits", new(@"Int32BitsToSingle")), ("elementary functions", new(@"VectorMath\.")),
    ];

    private readonly int[] _counts = new int[Constructs.Length];

    /// <summary>Counts a rule.</summary>
    public void Add(RandomRule rule)
    {
        string source = rule.Source;
        for (int i = 0; i < Constructs.Length; i++)
            _counts[i] += Constructs[i].Pattern.IsMatch(source) ? 1 : 0;
    }

    /// <summary>The constructs that fewer rules have than are wanted.</summary>
    public string[] Fewer(int wanted) => [.. Constructs.Where((_, i) => _counts[i] < wanted).Select(static c => c.Name)];

    /// <summary>How many rules have each construct.</summary>
    public override string ToString() => string.Join(", ", Constructs.Select((c, i) => $"{c.Name} {_counts[i]}"));
}
