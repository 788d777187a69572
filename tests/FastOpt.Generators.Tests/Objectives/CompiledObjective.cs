using System.Reflection;

namespace FastOpt.Generators.Tests.Objectives;

/// <summary>A compiled objective, with the members that no interface has.</summary>
internal sealed class CompiledObjective
{
    private readonly WriteAt _gradient;
    private readonly WriteAt _hessian;
    private readonly WriteGrid? _grid;

    public CompiledObjective(Assembly assembly, string type)
    {
        Objective = (IObjective)Activator.CreateInstance(assembly.GetType(type, throwOnError: true)!)!;
        _gradient = Bind<WriteAt>("Gradient")!;
        _hessian = Bind<WriteAt>("Hessian")!;
        _grid = Bind<WriteGrid>("Evaluate");
    }

    private delegate void WriteAt(ReadOnlySpan<double> point, Span<double> result);

    private delegate void WriteGrid(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, Span<double> values);

    public IObjective Objective { get; }

    public int Dimension => Objective.Dimension;

    public double Value(double[] point) => Objective.Value(point);

    public double[] Gradient(double[] point) => Write(_gradient, point, Dimension);

    public double[] Hessian(double[] point) => Write(_hessian, point, Dimension * Dimension);

    public double[] HessianVector(double[] point, double[] direction)
    {
        double[] result = new double[Dimension];
        Objective.HessianVector(point, direction, result);
        return result;
    }

    public double[] Evaluate(double[] xs, double[] ys)
    {
        double[] values = new double[xs.Length * ys.Length];
        _grid!(xs, ys, values);
        return values;
    }

    private static double[] Write(WriteAt method, double[] point, int length)
    {
        double[] result = new double[length];
        Array.Fill(result, double.NaN);
        method(point, result);
        return result;
    }

    private T? Bind<T>(string name)
        where T : Delegate
    {
        Type[] parameters = [.. typeof(T).GetMethod("Invoke")!.GetParameters().Select(static p => p.ParameterType)];
        return Objective.GetType().GetMethod(name, parameters)?.CreateDelegate<T>(Objective);
    }
}
