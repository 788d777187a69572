using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>A vector of a row that a body is written for.</summary>
/// <param name="Part">The part of the virtual lanes that it is.</param>
/// <param name="Offset">Its first element's offset in the run.</param>
/// <param name="Mask">Where lanes are padding, the mask of the others.</param>
/// <param name="Used">Lanes that are elements of the run.</param>
internal readonly record struct RowVector(int Part, string Offset, string? Mask, int Used);

/// <summary>
/// Writes the loops of a rule over a row: segments that have statistics of their own, runs of neighboring elements for which a channel's values are the same or stand beside one another, vectors. What is the
/// same for a segment or a run is loaded in front of it.
/// </summary>
internal sealed class RuleRowWriter
{
    private readonly SourceWriter _writer;
    private readonly VectorTarget _target;
    private readonly RuleKernel _kernel;
    private readonly RowParts _parts;
    private readonly bool _isByChannel;
    private readonly int _runWidth;

    public RuleRowWriter(SourceWriter writer, VectorTarget target, RuleKernel kernel)
        : this(writer, target, kernel, kernel.Form.Positions > 1 && kernel.Operands.Any(static operand => operand.Place == OperandPlace.Channel))
    {
    }

    /// <summary>Writes loops whose runs are channels.</summary>
    public RuleRowWriter(SourceWriter writer, VectorTarget target, RuleKernel kernel, bool isByChannel)
    {
        (_writer, _target, _kernel) = (writer, target, kernel);
        _isByChannel = isByChannel;
        _runWidth = _isByChannel ? kernel.Form.Positions : kernel.Form.SegmentWidth;
        _parts = new RowParts(writer, target, _runWidth);
    }

    /// <summary>Whether a run is a whole row, whose padding vectors may read and write.</summary>
    private bool IsWholeRow => _runWidth == _kernel.Form.Width;

    /// <summary>The offset of the segment's first element among all rows.</summary>
    public string SegmentStart => _kernel.Form.Segments > 1 ? $"(row * {Number(_kernel.Form.Stride)}) + (segment * {Number(_kernel.Form.SegmentWidth)})" : $"row * {Number(_kernel.Form.Stride)}";

    /// <summary>A statistic of the segment.</summary>
    public string SegmentStatistic(int row)
    {
        string first = Number(row * _kernel.Form.Segments);
        string segment = _kernel.Form.Segments > 1 ? first == "0" ? " + segment" : $" + {first} + segment" : first == "0" ? "" : $" + {first}";
        return $"clr::Unsafe.Add(ref statistics, (row * {Number(_kernel.StatisticsStride)}){segment})";
    }

    /// <summary>Writes a body for each segment of the row.</summary>
    public void ForEachSegment(Action body)
    {
        if (_kernel.Form.Segments == 1)
        {
            DeclareSegment();
            body();
            return;
        }

        using (_writer.Braces($"for (int segment = 0; segment < {Number(_kernel.Form.Segments)}; segment++)"))
        {
            DeclareSegment();
            body();
        }
    }

    /// <summary>Writes a body for each vector of the segment.</summary>
    /// <param name="body">The body.</param>
    /// <param name="endChunk">Of long sums: writes what is done with those of a chunk.</param>
    public void ForEachVector(Action<RowVector> body, Action? endChunk = null)
    {
        if (!_isByChannel)
        {
            using (_writer.Braces())
            {
                _writer.Line($"int at = {SegmentStart};");
                if (_kernel.Form.Segments > 1 && _kernel.Operands.Any(static operand => operand.Place == OperandPlace.Channel))
                    _writer.Line($"int first = segment * {Number(_runWidth)};");
                ForEachPart(body, endChunk);
                endChunk?.Invoke();
            }

            return;
        }

        string channels = Number(_kernel.Form.SegmentChannels);
        string from = _kernel.Form.Segments > 1 ? $"segment * {channels}" : "0";
        string to = _kernel.Form.Segments > 1 ? $"(segment + 1) * {channels}" : channels;
        using (_writer.Braces($"for (int channel = {from}; channel < {to}; channel++)"))
        {
            _writer.Line($"int at = (row * {Number(_kernel.Form.Stride)}) + (channel * {Number(_kernel.Form.Positions)});");
            ForEachPart(body, endChunk);
            endChunk?.Invoke();
        }
    }

    /// <summary>Writes a body for each vector of the run that begins <c>at</c>.</summary>
    public void ForEachPart(Action<RowVector> body, Action? endChunk = null) => _parts.ForEach(
        (part, offset, mask) => body(new RowVector(part, offset, mask, mask is null ? _target.Lanes : _parts.Rest - (part * _target.Lanes))),
        endChunk);

    /// <summary>A vector of rows.</summary>
    public string Load(string reference, RowVector vector) => LoadAt(reference, At(vector), vector);

    /// <summary>Stores a vector of rows; of a run that ends within a row only its own elements.</summary>
    public void Store(string value, string reference, RowVector vector)
    {
        if (vector.Mask is null || IsWholeRow)
            _writer.Line(_target.Store(value, reference, At(vector)));
        else
            _writer.Line($"engine::PartialVector.Store({value}, global::System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref clr::Unsafe.Add(ref {reference}, {At(vector)}), {Number(vector.Used)}));");
    }

    /// <summary>What the rule takes behind x.</summary>
    public string Operand(KernelOperand operand, RowVector vector) => operand.Place switch
    {
        OperandPlace.Row => Load(operand.Values, vector),
        OperandPlace.Segment => operand.Operand.Name + "OfSegment",
        _ => Channel(operand.Values, vector),
    };

    /// <summary>A vector that has a value for each channel: the same for a run of one channel, else that of each element.</summary>
    public string Channel(string reference, RowVector vector)
    {
        if (_isByChannel)
            return _target.Broadcast($"clr::Unsafe.Add(ref {reference}, channel)");
        return _kernel.Form.Segments > 1 ? LoadAt(reference, $"first + {vector.Offset}", vector) : LoadAt(reference, vector.Offset, vector);
    }

    /// <summary>Declares sums over a segment, or over what the caller's loops pass.</summary>
    public void DeclareSums(string name) => _parts.Declare(name, _target.Zero);

    /// <summary>Adds the elements of a vector to sums.</summary>
    public void AddTo(string name, string value, RowVector vector) => _writer.Line($"{name}{vector.Part} += {(vector.Mask is null ? value : $"{value} & {vector.Mask}")};");

    /// <summary>The sum over all lanes.</summary>
    public string SumOf(string name) => $"engine::VirtualLanes.Sum({_parts.List(name)})";

    /// <summary>Adds the sums of a chunk to their total in double, and begins the next ones.</summary>
    public void EndChunk(string total, string name)
    {
        _writer.Line($"{total} += {SumOf(name)};");
        _parts.Set(name, _target.Zero);
    }

    private void DeclareSegment()
    {
        foreach (KernelOperand operand in _kernel.Operands.Where(static operand => operand.Place == OperandPlace.Segment))
            _writer.Line($"{_target.Type} {operand.Operand.Name}OfSegment = {_target.Broadcast(SegmentStatistic(operand.Row))};");
    }

    private string LoadAt(string reference, string offset, RowVector vector) => vector.Mask is null || IsWholeRow
        ? _target.Load(reference, offset)
        : $"engine::PartialVector.Load{Number(_target.Bits)}(global::System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(ref clr::Unsafe.Add(ref {reference}, {offset}), {Number(vector.Used)}))";

    private static string At(RowVector vector) => vector.Offset == "0" ? "at" : $"at + {vector.Offset}";

    private static string Number(int value) => Literals.Number(value);
}
