using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network.Kernels;

/// <summary>
/// A size, a stride or an offset in a kernel: a constant in an exact kernel, a parameter of it in one for any shape. What is computed from it stays a constant, or becomes the text of the
/// computation: <c>factor · name + addend</c>.
/// </summary>
internal readonly record struct Extent
{
    private readonly string? _name;
    private readonly long _factor;
    private readonly long _addend;

    private Extent(string? name, long factor, long addend)
    {
        _name = factor == 0 ? null : name;
        _factor = _name is null ? 0 : factor;
        _addend = addend;
    }

    /// <summary>A parameter of the kernel.</summary>
    public static Extent Parameter(string name) => new(name, 1, 0);

    public static implicit operator Extent(int value) => new(null, 0, value);

    public static Extent operator *(long factor, Extent extent) => new(extent._name, factor * extent._factor, factor * extent._addend);

    public static Extent operator +(Extent extent, long addend) => new(extent._name, extent._factor, extent._addend + addend);

    /// <summary>Whether the compiler knows it.</summary>
    public bool IsConstant => _name is null;

    /// <summary>The constant.</summary>
    public int Value => IsConstant ? checked((int)_addend) : throw new InvalidOperationException($"{_name} is known when the kernel runs.");

    /// <summary>The C# expression, which can stand in any sum.</summary>
    public override string ToString()
    {
        if (_name is null)
            return Literals.Number(_addend);
        string product = _factor == 1 ? _name : $"({Literals.Number(_factor)} * {_name})";
        return _addend switch
        {
            0 => product,
            > 0 => $"{product} + {Literals.Number(_addend)}",
            _ => $"{product} - {Literals.Number(-_addend)}",
        };
    }
}
