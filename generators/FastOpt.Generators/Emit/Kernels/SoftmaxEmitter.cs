using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>
/// Prints softmax cross-entropy: exponentials and their sum row by row, then the division and the logarithm of 16 rows at once, then the rows' gradients.
/// A row works in the narrowest vectors that hold it; full blocks of narrow rows work side by side (<see cref="SoftmaxColumnsEmitter"/>).
/// </summary>
internal sealed class SoftmaxEmitter
{
    /// <summary>Rows whose sums stand side by side in the scratch: one vector's worth at the greatest width.</summary>
    private const int Rows = VectorTarget.VirtualLanes;

    private readonly SourceWriter _writer;
    private readonly VectorTarget _target;
    private readonly LossKernel _kernel;
    private readonly VectorTarget _row;
    private readonly int _rowLanes;
    private readonly RowParts _parts;

    public SoftmaxEmitter(SourceWriter writer, VectorTarget target, LossKernel kernel)
    {
        _writer = writer;
        _target = target;
        _kernel = kernel;
        _rowLanes = VectorTarget.All.Select(candidate => candidate.Lanes).Where(lanes => lanes >= kernel.Outputs).DefaultIfEmpty(VectorTarget.VirtualLanes).Min();
        _row = VectorTarget.All.First(candidate => candidate.Lanes <= Math.Min(_rowLanes, target.Lanes));
        _parts = new RowParts(writer, _row, kernel.Outputs, _rowLanes);
    }

    public void EmitRows()
    {
        bool hasColumns = SoftmaxColumnsEmitter.Fits(_kernel);
        if (hasColumns)
        {
            new SoftmaxColumnsEmitter(_writer, _target, _kernel).EmitBlocks();
            _writer.Line("// The rows that remain, one by one.");
        }

        using (_writer.Braces($"for ({(hasColumns ? "" : "int block = 0")}; block < rows; block += {Literals.Number(Rows)})"))
        {
            _writer.Line($"int count = global::System.Math.Min({Literals.Number(Rows)}, rows - block);");
            ForEachRow(EmitExponentials);
            EmitSums();
            ForEachRow(EmitGradient);
        }
    }

    private static string Scratch(int part) => part == 0 ? "at" : $"at + {Literals.Number(part * Rows)}";

    private void ForEachRow(Action body)
    {
        using (_writer.Braces("for (int at = 0; at < count; at++)"))
        {
            _writer.Line("int row = block + at;");
            LossEmitter.DeclareRow(_writer, _kernel);
            _writer.Line("// Checked at the door; bounded again, for the caller's memory may change meanwhile.");
            _writer.Line($"int label = (int)global::System.Math.Min((uint)clr::Unsafe.Add(ref targets, row), {Literals.Number(_kernel.Outputs - 1)}u);");
            body();
        }
    }

    private void EmitExponentials()
    {
        _writer.Line("float labelOutput = clr::Unsafe.Add(ref output, label);");
        _writer.Line("// The largest logit, which is subtracted so that no exponential overflows.");
        string lowest = _row.Broadcast("float.NegativeInfinity");
        _parts.Declare("largest", lowest);
        _parts.ForEach((part, offset, mask) =>
        {
            string logit = _row.Load("output", offset);
            _writer.Line($"largest{part} = {_row.Max($"largest{part}", mask is null ? logit : _row.Select(mask, logit, lowest))};");
        });
        _writer.Line($"float largest = engine::VirtualLanes.Max({_parts.List("largest")});");

        _writer.Line("// exp(z − largest), kept where the gradient goes, and its sum.");
        _parts.Declare("sum", _row.Zero);
        _parts.ForEach((part, offset, mask) =>
        {
            string exponential = $"global::FastOpt.VectorMath.Exp({_row.Load("output", offset)} - {_row.Broadcast("largest")})";
            _writer.Line($"{_row.Type} exponential{part} = {(mask is null ? exponential : $"{exponential} & {mask}")};");
            _writer.Line(_row.Store($"exponential{part}", "gradient", offset));
            _writer.Line($"sum{part} += exponential{part};");
        });
        for (int lane = _rowLanes; lane < _target.Lanes; lane += _row.Lanes)
            _writer.Line(_row.Store(_row.Zero, "gradient", lane));
        _writer.Line($"clr::Unsafe.Add(ref tile, {Scratch(0)}) = engine::VirtualLanes.Sum({_parts.List("sum")});");
        _writer.Line($"clr::Unsafe.Add(ref tile, {Scratch(1)}) = largest - labelOutput;");
    }

    private void EmitSums()
    {
        _writer.Line("// log Σ exp(z) − z of the label, and what the exponentials are to be multiplied by; behind the last row stands what is not read.");
        using (_writer.Braces($"for (int at = 0; at < {Literals.Number(Rows)}; at += {Literals.Number(_target.Lanes)})"))
        {
            _writer.Line($"{_target.Type} sums = {_target.Load("tile", Scratch(0))};");
            _writer.Line(_target.Store($"(global::FastOpt.VectorMath.Log(sums) + {_target.Load("tile", Scratch(1))})", "tile", Scratch(0)));
            _writer.Line(_target.Store($"({_target.Broadcast("meanWeight")} / sums)", "tile", Scratch(1)));
        }
    }

    private void EmitGradient()
    {
        _writer.Line("// (softmax − onehot) · weight in the mean.");
        string scale = _row.Broadcast($"clr::Unsafe.Add(ref tile, {Scratch(1)})");
        _parts.ForEach((_, offset, _) => _writer.Line(_row.Store($"({_row.Load("gradient", offset)} * {scale})", "gradient", offset)));
        _writer.Line("clr::Unsafe.Add(ref gradient, label) -= meanWeight;");
        if (_kernel.Activation is not null)
            _parts.ForEach((_, offset, _) => _writer.Line(_row.Store($"({LossEmitter.ThroughActivation(_row, _kernel, _row.Load("gradient", offset), offset)})", "gradient", offset)));
        _writer.Line($"clr::Unsafe.Add(ref losses, row) = clr::Unsafe.Add(ref tile, {Scratch(0)});");
    }
}
