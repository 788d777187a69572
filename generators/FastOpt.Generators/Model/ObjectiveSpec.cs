using FastOpt.Generators.Collections;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Model;

/// <summary>A function to minimize that is declared in this compilation. Immutable and structurally equal, without symbols, syntax and positions.</summary>
internal sealed record ObjectiveSpec : IDeclared
{
    /// <summary>The most variables that are unrolled.</summary>
    public const int MostVariables = 256;

    /// <summary>"Rosenbrock".</summary>
    public required string Name { get; init; }

    public required DeclarationSpec Declaration { get; init; }

    /// <summary>The number of variables.</summary>
    public required int Dimension { get; init; }

    /// <summary>Whether <c>Value</c> takes the variables as one span, and not each as a number.</summary>
    public required bool TakesSpan { get; init; }

    /// <summary>Whether <c>Value</c> is public and no static method, so that it can be the interface's where it takes a span.</summary>
    public required bool IsPublicInstance { get; init; }

    public required EquatableArray<HyperparameterSpec> Hyperparameters { get; init; }

    /// <summary>Whether <c>new F()</c> would give zeros although every parameter has a default, so that a constructor has to be added.</summary>
    public required bool NeedsParameterlessConstructor { get; init; }

    /// <summary>The names of the struct's own members, which private members that are added step around.</summary>
    public required EquatableArray<string> Members { get; init; }

    /// <summary>The scalar method; a span has become a parameter for each of its elements. Null if its source has an error.</summary>
    public required MethodBody? Body { get; init; }
}

/// <summary>The parameters of an objective's generated methods.</summary>
internal static class ObjectiveNames
{
    public const string Point = "point";
    public const string Direction = "direction";
    public const string Gradient = "gradient";
    public const string Result = "result";
    public const string Hessian = "hessian";

    /// <summary>All of them, which hide members of their names.</summary>
    public static readonly IReadOnlyCollection<string> All = [Point, Direction, Gradient, Result, Hessian];
}
