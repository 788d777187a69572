using FastOpt.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FastOpt.Generators.Tests;

/// <summary>Members of the user's that stand where the compiler writes one: all that it writes is taken from what it wrote, and given to the user one by one.</summary>
public sealed class GeneratedMembersTests
{
    private const string EveryMember =
        "[Network(4, AccumulateGradients = true, ExampleWeights = true, NonFinite = NonFinite.SkipStep), Dense(3), Tanh, Dense(2), Huber, ClipNorm, Adam, Then<Sgd>(0.1, At = 9), Then<Lion>(At = 20)] public sealed partial class Net { MEMBER }";

    private const string Labels = "[Network(4), Dense(3), SoftmaxCrossEntropy, Rprop] public sealed partial class Net { MEMBER }";

    private const string Optimizer = "[Optimizer] public readonly partial record struct Rule(double Rate = 1) { public void Update(ref float weight, float gradient, ref float m, ref float v, long step) { m = gradient; v = m; weight -= (float)(Rate / step) * m; } MEMBER }";

    private const string Gradient = "[GradientRule] public readonly partial record struct Rule(double Rate = 1) { public float Apply(float gradient) => (float)Rate * gradient; MEMBER }";

    private const string Activation = "[Activation] public readonly partial record struct Rule(double Low = 1) { public float Apply(float x) => x * x * (float)Low; MEMBER }";

    private const string Normalization =
        "[Normalization(Over = Axis.Features)] public partial struct Rule { "
        + "public static float Apply(float x, float norm, float uniform, [Trained(1)] float gain) => x * gain / norm + uniform; "
        + "public static float Predict(float x, float gain) => x * gain; MEMBER }";

    private const string Loss = "[Loss] public partial struct Rule { public static float Apply(float x, float y) => (x - y) * (x - y); MEMBER }";

    private const string Lanes = "public static partial class Rule { [Vectorized(SecondDerivative = true)] public static float F(float x, float y) => x * x * y; MEMBER }";

    private const string Uniform = "public static partial class Rule { [Vectorized] public static float F(float x, double y, int z) => x * (float)y + z; MEMBER }";

    private const string Objective = "[Objective] public partial struct Rule { public static double Value(double x, double y) => x * y; MEMBER }";

    private const string Vector = "[Objective(Dimension = 2)] public partial struct Rule { public double Value(System.ReadOnlySpan<double> x) => x[0] * x[1]; "
        + "MEMBER }";

    private const string Record = "using FastOpt.Training; public sealed partial class Rule { [Feature] public float X { get; set; } [Label] public float Y { get; set; } MEMBER }";

    public static TheoryData<string, string> Declarations => new()
    {
        { "FOPT0019", EveryMember }, { "FOPT0019", Labels }, { "FOPT0114", Optimizer }, { "FOPT0114", Gradient }, { "FOPT0114", Activation },
        { "FOPT0114", Normalization }, { "FOPT0114", Loss }, { "FOPT0114", Lanes }, { "FOPT0114", Uniform },
        { "FOPT0114", Objective }, { "FOPT0114", Vector }, { "FOPT0209", Record },
    };

    [Theory]
    [MemberData(nameof(Declarations))]
    public void AMemberThatIsGeneratedIsReportedAtTheUsers(string id, string template)
    {
        ISymbol[] members = [.. Generated(template)];
        Assert.NotEmpty(members);
        Assert.All(members, member =>
        {
            string source = Declare(member, out string name);
            string marked = template.Replace("MEMBER", source, StringComparison.Ordinal);
            if (IsDerivativeOfFunction(template, member))
            {
                // What the user wrote over vectors under the name of a derivative stands in its place.
                Generation.Run(marked.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal)).AssertClean(documented: false);
                return;
            }

            // A signature with the type of the uniform values cannot be written while that type is not generated, and C# says so beside ours.
            bool isUnknown = member is IMethodSymbol method && method.Parameters.Any(static p => p.Type.Name == "Coefficients");
            Diagnostic diagnostic = Marked.AssertReported(id, marked, isUnknown ? "CS0426" : null);
            Assert.Contains(name, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        });
    }

    [Theory]
    [MemberData(nameof(Declarations))]
    public void AnOverloadWithOtherParametersIsNot(string id, string template)
    {
        Assert.NotEmpty(id);
        string[] overloads =
        [
            .. Generated(template).OfType<IMethodSymbol>().Where(static m => m.MethodKind == MethodKind.Ordinary && m.Name != "GetCoefficients").Select(static m => m.Name).Distinct()
                .Select(static name => $"public static void {name}(string odd) {{ }} public static void {name}<T>(T odd) {{ }}"),
        ];
        Generation.Run(template.Replace("MEMBER", string.Concat(overloads), StringComparison.Ordinal)).AssertClean(documented: false);
    }

    /// <summary>A type cannot have a member of its own name, so a network, a rule and the class of a function are held to the names of what they get.</summary>
    [Theory]
    [MemberData(nameof(Declarations))]
    public void ATypeOfTheNameOfAMemberIsReported(string id, string template)
    {
        string type = id == "FOPT0019" ? "Net" : "Rule";
        string[] own = ["F", "Apply", "Update", "Predict", "Value"];
        Assert.All(Generated(template).Where(static m => m.CanBeReferencedByName).Select(static m => m.Name).Distinct().Except(own), name =>
        {
            bool isFunction = template == Lanes || template == Uniform;
            string marked = isFunction
                ? template.Replace("class Rule", "class " + name, StringComparison.Ordinal).Replace(" F(", " [|F|](", StringComparison.Ordinal)
                : template.Replace(" " + type, $" [|{name}|]", StringComparison.Ordinal);
            Marked.AssertReported(id switch { "FOPT0019" => "FOPT0002", "FOPT0209" => "FOPT0202", _ => "FOPT0102" }, marked.Replace("MEMBER", "", StringComparison.Ordinal));
        });
    }

    [Fact]
    public void AFieldAndATypeOfTheCompiledNetworkStepAside()
    {
        GenerationResult result = Generation.Run(Labels.Replace("MEMBER", "private readonly int _compiled = 1; private sealed class Compiled; private enum Compiled_; public int Own => _compiled + (int)default(Compiled_) + new Compiled().GetHashCode();", StringComparison.Ordinal));
        result.AssertClean(documented: false);
        Assert.Contains("Compiled__ _compiled__", result.Sources.Single(static s => s.HintName.EndsWith(".network.g.cs", StringComparison.Ordinal)).SourceText.ToString(), StringComparison.Ordinal);
    }

    /// <summary>The members that the compiler adds to the type, except those that step aside or belong to an interface.</summary>
    private static IEnumerable<ISymbol> Generated(string template)
    {
        GenerationResult result = Generation.Run(template.Replace("MEMBER", "", StringComparison.Ordinal));
        result.AssertClean(documented: false);
        INamedTypeSymbol type = result.Output.GetTypeByMetadataName("Net") ?? result.Output.GetTypeByMetadataName("Rule")!;
        return type.GetMembers().Where(m => m.CanBeReferencedByName || m is IMethodSymbol { MethodKind: MethodKind.Constructor, IsImplicitlyDeclared: false, Parameters.Length: 3 })
            .Where(static m => m.DeclaredAccessibility == Accessibility.Public && m.DeclaringSyntaxReferences.Any(static r => r.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)));
    }

    private static bool IsDerivativeOfFunction(string template, ISymbol member) => (template == Lanes || template == Uniform) && member.Name != "F";

    /// <summary>The member as a user would write it: a method with the same parameters, or a field.</summary>
    private static string Declare(ISymbol member, out string name)
    {
        name = member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? member.ContainingType.Name : member.Name;
        if (member is not IMethodSymbol method)
            return $"private static readonly int [|{name}|] = 1;";
        string parameters = string.Join(", ", method.Parameters.Select(static p => $"{(p.RefKind == RefKind.None ? "" : "ref ")}{Type(p.Type)} {p.Name}"));
        return method.MethodKind == MethodKind.Constructor ? $"public [|{name}|]({parameters}) {{ }}" : $"public static void [|{name}|]({parameters}) {{ }}";
    }

    private static string Type(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}
