using System.Reflection;
using FastOpt.Generators.Model;
using FastOpt.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace FastOpt.Generators.Tests;

/// <summary>A user may give anything the name of a keyword, with an @: rules of which everything is so named compile, and so do networks that set all of it, here and in another project.</summary>
public sealed class KeywordTests
{
    /// <summary>Every word that C# reads as more than a name somewhere.</summary>
    private static readonly string[] Words = [.. SyntaxFacts.GetKeywordKinds().Select(SyntaxFacts.GetText).Where(static word => word.Length > 0 && (char.IsLetter(word[0]) || word[0] == '_')).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Those that the types and the methods' parameters below do not have already.</summary>
    private static readonly string[] Free = [.. Words.Except(["struct", "static", "checked", "in", "out", "ref", "params", "long", "class", "void", "double"])];

    /// <summary>A rule of each kind, PARAMETERS for the constructor's and SUM for the sum of them, and its use in a network.</summary>
    public static TheoryData<string, string> Rules => new()
    {
        { "[Activation] public readonly partial record struct @struct(PARAMETERS) { public float Apply(float @checked) => MathF.Tanh(@checked) * (float)(SUM) + @checked * (float)@base; }", "Dense(2), USE, Dense(1), Huber" },
        { "[Loss] public readonly partial record struct @struct(PARAMETERS) { public float Apply(float @in, float @out) => (@in - @out) * (@in - @out) * (float)(SUM) + MathF.Abs(@in) * (float)@base; }", "Dense(1), USE" },
        { "[Optimizer] public readonly partial record struct @struct(PARAMETERS, double LearningRate = 0.1) { public void Update(ref float @ref, float @params, ref float @long, long @class) { @long = (float)@base * @long + @params; @ref -= (float)(LearningRate * (SUM) / @class) * @long; } }", "Dense(1, LearningRateScale = 0.5), Tanh, Dense(1), Huber, USE, Warmup" },
        { "[GradientRule] public readonly partial record struct @struct(PARAMETERS, double WeightDecay = 0.1) { public void Apply(ref float @ref, ref float @void, double norm) => @void = (float)((SUM) * norm) * @void + (float)(WeightDecay * @base) * @ref; }", "Dense(1, WeightDecayScale = 0.5), Tanh, Dense(1), Huber, USE, Adam" },
        { "[Schedule] public readonly partial record struct @struct(PARAMETERS) { public double At(double @double, long @long) => @double * (SUM) / (@long + 1); }", "Dense(1), Huber, USE" },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void EveryHyperparameterMayHaveTheNameOfAKeyword(string rule, string layers)
    {
        string kind = rule[1..rule.IndexOf(']', StringComparison.Ordinal)];
        string declaration = "namespace @namespace.@record;\n" + rule
            .Replace("PARAMETERS", string.Join(", ", Free.Select(static word => $"double @{word} = 0.5")), StringComparison.Ordinal)
            .Replace("SUM", string.Join(" + ", Free.Select(static word => "@" + word)), StringComparison.Ordinal);
        string own = Network(layers, $"{kind}<@struct>({string.Join(", ", Free.Select(static (_, i) => i + 1))})");
        Generation.Run(declaration, "namespace @namespace.@record;\n" + own).AssertClean(documented: false);

        MetadataReference library = Generation.Run(declaration).Reference();
        string other = Network(layers, $"@structAttribute({string.Join(", ", Free.Select(static (word, i) => $"@{word} = {i + 1}"))})");
        Generation.Run(Generation.Compilation(["using @namespace.@record;\nnamespace Samples;\n" + other], "User", [library])).AssertClean(documented: false);
    }

    /// <summary>One after another, for an optimizer in a sequence is held in a struct of the network.</summary>
    [Fact]
    public void ASequenceMayHaveThemToo() => Generation.Run(
        "namespace Samples; [Optimizer] public readonly partial record struct @event(double @base = 0.1, float LearningRate = 1) { public void Update(ref float w, float g) => w -= (float)@base * LearningRate * g; } "
        + "[Network(4), Dense(1), Huber, Optimizer<@event>(0.2), Then<@event>(0.3, At = 5), Warmup] public sealed partial class @class;").AssertClean(documented: false);

    /// <summary>A function, its parameters, locals and what is derived from it, called in its own project and from another one.</summary>
    [Fact]
    public void FunctionsMayHaveTheNamesOfKeywords()
    {
        string methods = string.Concat(Free.Select((word, i) => $"[Vectorized] public static float @{word}(float @{word}, float @{Free[(i + 1) % Free.Length]}) {{ float value = @{word} * @{word}; return value * @{Free[(i + 1) % Free.Length]}; }}\n"));
        MetadataReference library = Generation.Run("namespace @namespace; public static partial class @static {\n" + methods + "}").Reference();
        string sum = string.Join(" + ", Free.Select(static word => $"@namespace.@static.@{word}(x, 2)"));
        Generation.Run(Generation.Compilation(["namespace Samples; [Activation] public readonly partial record struct All { public static float Apply(float x) => " + sum + "; }"], "User", [library])).AssertClean(documented: false);
    }

    /// <summary>Members that attributes and structs inherit: what is generated hides them without a warning of it.</summary>
    [Fact]
    public void HyperparametersMayHaveTheNamesOfInheritedMembers()
    {
        string[] names = [.. typeof(Attribute).GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy)
            .Where(static member => member is PropertyInfo or MethodInfo { IsSpecialName: false, IsAssembly: false, IsPrivate: false } && member.Name != "Finalize").Select(static member => member.Name).Distinct()];
        Assert.Contains("Match", names);
        Assert.Contains("MemberwiseClone", names);
        Assert.Contains("GetCustomAttributes", names);

        // Those of object C# itself keeps from a rule, but in lower case they give the coefficients these names.
        string[] parameters = [.. names.Select(static name => typeof(object).GetMember(name, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static).Length > 0 ? char.ToLowerInvariant(name[0]) + name[1..] : name), "Hyperparameters"];
        Generation.Run($"namespace Samples; [Activation] public readonly partial record struct Odd({string.Join(", ", parameters.Select(static name => $"float {name} = 1"))}) "
            + $"{{ public float Apply(float x) => x * x + {string.Join(" + ", parameters.Select(static name => $"{name} * MathF.Max(x, {name})"))}; }} [Network(4), Dense(1), Activation<Odd>(2, 3), Huber] public sealed partial class Net;").AssertClean(documented: false);
    }

    [Fact]
    public void TheTableIsCSharps()
    {
        Assert.All(Words, static word => Assert.Equal("@" + word, Keywords.Escape(word)));
        Assert.All(["x", "Base", "LearningRate", "value", "clr", "__"], static name => Assert.Equal(name, Keywords.Escape(name)));
    }

    private static string Network(string layers, string use) => $"[Network(4), {layers.Replace("USE", use, StringComparison.Ordinal)}] public sealed partial class @class;";
}
