using System.Globalization;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Graphs;

/// <summary>
/// How the values of a program move along a direction of its parameters, as it is written: operations beside those of the program, and of each value its
/// tangent. A value without one rests. Of the backward pass it gives Hessian-vector products: a gradient's tangent is the Hessian times the direction.
/// </summary>
internal sealed class TangentGraph
{
    private readonly List<Operation> _operations = [];
    private readonly List<Operation> _gradients = [];
    private readonly Dictionary<Value, Value> _tangents = [];
    private readonly Dictionary<Value, int> _made = [];
    private readonly Dictionary<Value, MapRows> _rows = [];
    private readonly Dictionary<Value, MapGradientTangents> _second = [];

    /// <summary>The tangents of the gradients of parameters, which are the results; each adds to what is there.</summary>
    public IReadOnlyList<Operation> Gradients => _gradients;

    /// <summary>The operation, then what carries the tangents of what it reads to those of what it makes.</summary>
    public IEnumerable<Operation> With(Operation operation) => [operation, .. TangentsOf(operation)];

    /// <summary>What carries the tangents of what an operation reads to those of what it makes.</summary>
    public IReadOnlyList<Operation> TangentsOf(Operation operation)
    {
        _operations.Clear();
        operation.Tangent(this);
        return [.. _operations];
    }

    /// <summary>How a value moves; null if it rests.</summary>
    public Value? Of(Value value) => _tangents.TryGetValue(value, out Value? tangent) ? tangent : null;

    /// <summary>A value for a tangent of another one, or a part of it.</summary>
    public Value New(Value of)
    {
        _made[of] = _made.TryGetValue(of, out int made) ? ++made : made = 1;
        string number = made == 1 ? "" : made.ToString(CultureInfo.InvariantCulture);
        return new Value($"δ{of.Name}{new string('′', made - 1)}", of.Shape, of.Kind) { Slot = $"{of.Slot}Tangent{number}" };
    }

    public void Add(Operation operation) => _operations.Add(operation);

    /// <summary>Adds an operation whose result is a part of a gradient's tangent.</summary>
    public void AddGradient(Operation operation) => _gradients.Add(operation);

    /// <summary>Adds a part of a value's tangent, which an operation makes.</summary>
    public void Contribute(Value of, Func<Value, Operation> operation)
    {
        Value part = New(of);
        Add(operation(part));
        if (Of(of) is { } known)
        {
            Value sum = New(of);
            Add(new Combine(Combination.Add, known, part, sum));
            part = sum;
        }

        _tangents[of] = part;
    }

    /// <summary>Says how a value moves, once it is known.</summary>
    public void Move(Value value, Value tangent) => _tangents.Add(value, tangent);

    /// <summary>The part that a value brings on which an operation depends linearly: the operation of its tangent.</summary>
    /// <param name="x">What is read.</param>
    /// <param name="y">What is made.</param>
    /// <param name="operation">The operation of a tangent of x, which makes a tangent of y.</param>
    public void Linear(Value x, Value y, Func<Value, Value, Operation> operation)
    {
        if (Of(x) is { } tangent)
            Contribute(y, part => operation(tangent, part));
    }

    /// <summary>The tangent of a value, or zeros where it rests.</summary>
    public Value OrZeros(Value value)
    {
        if (Of(value) is { } tangent)
            return tangent;
        var zeros = new Zeros(New(value));
        Add(zeros);
        return zeros.Result;
    }

    /// <summary>What a rule that takes more than x takes, each with a value for every element.</summary>
    public MapRows RowsOf(Map map)
    {
        if (!_rows.TryGetValue(map.Y, out MapRows? rows))
            _rows.Add(map.Y, rows = MapRows.Write(map, this));
        return rows;
    }

    /// <summary>How the gradients of such a rule move, element by element; null where nothing does.</summary>
    /// <param name="map">The rule's map.</param>
    /// <param name="gradient">∂y.</param>
    public MapGradientTangents? Second(Map map, Value gradient)
    {
        if (_second.TryGetValue(map.Y, out MapGradientTangents? known))
            return known;
        MapRows rows = RowsOf(map);
        if (Of(gradient) is null && !rows.Moves)
            return null;
        var second = MapGradientTangents.New(map, gradient, Of(gradient), rows);
        Add(second);
        _second.Add(map.Y, second);
        return second;
    }
}
