using System.Reflection;
using System.Runtime.Intrinsics;

namespace FastOpt.Tests.CompiledRules;

/// <summary>A rule beside the code that was compiled from it, found by its shape so that every rule, old and new, is tested.</summary>
internal sealed class CompiledRule
{
    private readonly object _instance;

    public CompiledRule(object instance)
    {
        _instance = instance;
        Coefficients = Type.GetMethod("GetCoefficients", [])?.Invoke(instance, null);
    }

    /// <summary>All rules with that attribute, in the library and among the test cases, with their default hyperparameters.</summary>
    public static IEnumerable<CompiledRule> Marked<TAttribute>()
        where TAttribute : Attribute => new[] { typeof(Adam).Assembly, typeof(FastOpt.TestCases.Networks.Lion).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsDefined(typeof(TAttribute), inherit: false))
            .Select(type => new CompiledRule(Activator.CreateInstance(type)!));

    public Type Type => _instance.GetType();

    public string Name => Type.Name;

    /// <summary>Whether the rule is one of the tests, whose name a rule of the library may have too.</summary>
    public bool IsOfTests => Type.Assembly != typeof(Adam).Assembly;

    /// <summary>The rule with its hyperparameters, as a record prints them.</summary>
    public override string ToString() => (IsOfTests ? "test " : "") + _instance;

    /// <summary>The uniform values of an activation or a loss.</summary>
    public object? Coefficients { get; }

    /// <summary>The uniform values of an optimizer.</summary>
    public object CoefficientsOf(long step) => Type.GetMethod("GetCoefficients", [typeof(long)])!.Invoke(_instance, [step])!;

    /// <summary>The uniform values of a gradient rule.</summary>
    public object CoefficientsOf(double learningRate, double norm, long step) =>
        Type.GetMethod("GetCoefficients", [typeof(double), typeof(double), typeof(long)])!.Invoke(_instance, [learningRate, norm, step])!;

    /// <summary>What the compiler has recorded of the rule.</summary>
    public CompiledRuleAttribute Facts => Type.GetCustomAttribute<CompiledRuleAttribute>()!;

    /// <summary>Whether the rule takes more than x.</summary>
    public bool IsExtended => Facts.IsExtended;

    /// <summary>The names of what the scalar method takes behind x.</summary>
    public string[] Operands => [.. Scalar("Apply").GetParameters().Skip(1).Select(static parameter => parameter.Name!)];

    /// <summary>Whether the derivative is computed from the input instead of the output.</summary>
    public bool DerivativeFromInput => Type.GetCustomAttribute<CompiledRuleAttribute>()!.DerivativeFromInput;

    /// <summary>The names of an optimizer's states.</summary>
    public IReadOnlyList<string> States => Type.GetCustomAttribute<CompiledRuleAttribute>()!.States;

    /// <summary>The scalar method as written.</summary>
    public MethodInfo Scalar(string name) => Type.GetMethods().Single(method => method.Name == name && method.GetParameters().All(IsScalar));

    /// <summary>Calls the scalar method.</summary>
    public object? InvokeScalar(MethodInfo method, object?[] arguments) => method.Invoke(method.IsStatic ? null : _instance, arguments);

    /// <summary>The overload over vectors of that width.</summary>
    public MethodInfo Vector(string name, int bits)
    {
        Type vector = VectorType(bits);
        MethodInfo[] found = [.. Type.GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => method.Name == name && Element(method.GetParameters()[0]) == vector)];
        Assert.True(found.Length == 1, $"{Name} has {found.Length} public static methods {name} over {vector.Name} of float");
        return found[0];
    }

    /// <summary>Whether an overload over vectors exists at all.</summary>
    public bool IsLifted(string name) => Type.GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Any(method => method.Name == name && Element(method.GetParameters()[0]) == typeof(Vector128<float>));

    /// <summary>The form over spans, for activations.</summary>
    public SpanFunction Spans() => Type.GetMethod("Apply", [typeof(ReadOnlySpan<float>), typeof(Span<float>)])!.CreateDelegate<SpanFunction>(_instance);

    private static bool IsScalar(System.Reflection.ParameterInfo parameter) => Element(parameter) is { } type && (type == typeof(float) || type == typeof(double) || type == typeof(long));

    private static Type Element(System.Reflection.ParameterInfo parameter) =>
        parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;

    private static Type VectorType(int bits) => bits switch
    {
        128 => typeof(Vector128<float>),
        256 => typeof(Vector256<float>),
        _ => typeof(Vector512<float>),
    };
}

/// <summary>A function over spans.</summary>
internal delegate void SpanFunction(ReadOnlySpan<float> x, Span<float> result);
