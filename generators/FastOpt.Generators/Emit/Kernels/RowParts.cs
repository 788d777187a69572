using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>Writes passes over one row: what is summed or compared across it runs over virtual lanes, which are the lanes of one vector or of several.</summary>
/// <param name="writer">Where to.</param>
/// <param name="target">The vectors.</param>
/// <param name="columns">Columns of the row, without padding.</param>
internal sealed class RowParts(SourceWriter writer, VectorTarget target, int columns)
{
    private readonly int _parts = VectorTarget.VirtualLanes / target.Lanes;
    private readonly int _full = columns / VectorTarget.VirtualLanes * VectorTarget.VirtualLanes;
    private readonly int _rest = columns % VectorTarget.VirtualLanes;

    /// <summary>Writes a statement for each vector of the row: a loop over full blocks of the virtual lanes, then the vectors of the rest, the last of them masked.</summary>
    /// <param name="body">Gets the part, its offset in the row and, where lanes are padding, the mask of the others.</param>
    /// <param name="endChunk">Writes what is done with the sums of so many columns that a chunk of a long sum ends; of short sums null.</param>
    public void ForEach(Action<int, string, string?> body, Action? endChunk = null)
    {
        if (_full == VectorTarget.VirtualLanes)
        {
            // In a block of its own, for its names are those of the rest below.
            using (writer.Braces())
            {
                for (int part = 0; part < _parts; part++)
                    body(part, Literals.Number(part * target.Lanes), null);
            }
        }
        else if (_full > 0 && (endChunk is null || _full <= LongSums.RowChunk))
        {
            ForEachBlock(body, "0", Literals.Number(_full));
        }
        else if (_full > 0)
        {
            using (writer.Braces($"for (int block = 0; block < {Literals.Number(_full)}; block += {Literals.Number(LongSums.RowChunk)})"))
            {
                ForEachBlock(body, "block", $"global::System.Math.Min(block + {Literals.Number(LongSums.RowChunk)}, {Literals.Number(_full)})");
                endChunk!();
            }
        }

        if (_rest == 0)
            return;
        using (writer.Braces())
        {
            for (int part = 0; part < _parts && part * target.Lanes < _rest; part++)
            {
                int used = _rest - (part * target.Lanes);
                body(part, Literals.Number(_full + (part * target.Lanes)), used < target.Lanes ? target.FirstLanes(used) : null);
            }
        }
    }

    private void ForEachBlock(Action<int, string, string?> body, string first, string end)
    {
        using (writer.Braces($"for (int column = {first}; column < {end}; column += {Literals.Number(VectorTarget.VirtualLanes)})"))
        {
            for (int part = 0; part < _parts; part++)
                body(part, part == 0 ? "column" : $"column + {Literals.Number(part * target.Lanes)}", null);
        }
    }

    /// <summary>Elements behind the last full block.</summary>
    public int Rest => _rest;

    /// <summary>Declares a variable for each part.</summary>
    public void Declare(string name, string value)
    {
        for (int part = 0; part < _parts; part++)
            writer.Line($"{target.Type} {name}{part} = {value};");
    }

    /// <summary>Sets the variables of all parts.</summary>
    public void Set(string name, string value)
    {
        for (int part = 0; part < _parts; part++)
            writer.Line($"{name}{part} = {value};");
    }

    /// <summary>The variables of all parts as arguments.</summary>
    public string List(string name) => string.Join(", ", Enumerable.Range(0, _parts).Select(part => name + Literals.Number(part)));
}
