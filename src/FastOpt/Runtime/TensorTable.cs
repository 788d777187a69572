using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>
/// All tensors that a network keeps: parameters, buffers, and each of the optimizer's states for the parameters that train. Copies go between the buffer,
/// where tensors stand with
/// padding and as their kernels want them, and the canonical order. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TensorTable
{
    private readonly int _parameterFloats;
    private readonly int _trainedFloats;
    private readonly KeptTensor[] _parameters;
    private readonly KeptTensor[] _trained;
    private readonly KeptTensor[] _buffers;
    private readonly int _parameterCount;
    private readonly int _bufferCount;

    /// <summary>Lists tensors.</summary>
    /// <param name="parameterFloats">Floats of the buffer in front of the states.</param>
    /// <param name="trainedFloats">Of these the last ones, which belong to parameters that train; as many has each state.</param>
    /// <param name="parameters">The parameters, in canonical order.</param>
    /// <param name="buffers">The buffers, in canonical order.</param>
    /// <param name="states">The names of the optimizer's states.</param>
    public TensorTable(int parameterFloats, int trainedFloats, KeptTensor[] parameters, KeptTensor[] buffers, string[] states)
    {
        (_parameterFloats, _trainedFloats, _parameters, _buffers, States) = (parameterFloats, trainedFloats, parameters, buffers, states.Length);
        (_parameterCount, _bufferCount) = (parameters.Sum(static tensor => tensor.Count), buffers.Sum(static tensor => tensor.Count));
        _trained = [.. parameters.Where(static tensor => tensor.Group >= 0)];
        TrainedCount = _trained.Sum(static tensor => tensor.Count);
        Parameters = Describe(parameters, static (tensor, offset) => new ParameterInfo(tensor.Name, tensor.Shape, offset, tensor.Group < 0));
        Buffers = Describe(buffers, static (tensor, offset) => new TensorInfo(tensor.Name, tensor.Shape, TensorRole.Buffer, offset));
        Tensors =
        [
            .. Describe(parameters, static (tensor, offset) => new TensorInfo(tensor.Name, tensor.Shape, TensorRole.Parameter, offset)),
            .. Buffers,
            .. states.SelectMany((state, i) => Describe(
                _trained,
                (tensor, offset) => new TensorInfo(
                    $"optimizer.{state}.{tensor.Name}", tensor.Shape, TensorRole.OptimizerState, (i * TrainedCount) + offset))),
        ];
        Details = string.Join('\n', Tensors.Select(static tensor => $"{tensor.Name} [{string.Join(", ", tensor.Shape)}]"));
    }

    /// <summary>Those of the parameters, in canonical order.</summary>
    public ParameterInfo[] Parameters { get; }

    /// <summary>All.</summary>
    public TensorInfo[] Tensors { get; }

    /// <summary>The buffers.</summary>
    public TensorInfo[] Buffers { get; }

    /// <summary>Name and shape of each, a line for each.</summary>
    public string Details { get; }

    /// <summary>Scalars of the parameters that train.</summary>
    public int TrainedCount { get; }

    /// <summary>The optimizer's states.</summary>
    internal int States { get; }

    /// <summary>Where the parameters that train begin in the buffer.</summary>
    internal int FirstTrained => _parameterFloats - _trainedFloats;

    /// <summary>Where a state of theirs begins.</summary>
    internal int FirstState(int state) => _parameterFloats + (state * _trainedFloats);

    /// <summary>Floats of the parameters that train, with padding.</summary>
    internal int TrainedFloats => _trainedFloats;

    /// <summary>The parameters that train.</summary>
    internal ReadOnlySpan<KeptTensor> Trained => _trained;

    /// <summary>The piece of a tensor that falls to a share, in floats from the first parameter that trains.</summary>
    /// <param name="tensor">One that trains.</param>
    /// <param name="part">The share.</param>
    /// <param name="granule">Rows that stay together; a single row is divided by its columns.</param>
    internal (int Start, int End) Range(KeptTensor tensor, Part part, int granule)
    {
        int start = tensor.Offset - FirstTrained;
        return tensor.Rows == 1
            ? (start + part.First(tensor.Stride, VirtualLanes.Count), start + part.End(tensor.Stride, VirtualLanes.Count))
            : (start + (part.First(tensor.Rows, granule) * tensor.Stride), start + (part.End(tensor.Rows, granule) * tensor.Stride));
    }

    /// <summary>Copies the parameters out.</summary>
    /// <param name="memory">The buffer.</param>
    /// <param name="canonical">The canonical order.</param>
    public void CopyParametersTo(ref float memory, Span<float> canonical) => Copy(_parameters, ref memory, canonical);

    /// <summary>Copies the parameters in, and makes the copies that forward reads.</summary>
    /// <param name="memory">The buffer.</param>
    /// <param name="canonical">The canonical order.</param>
    public void LoadParameters(ref float memory, ReadOnlySpan<float> canonical)
    {
        Load(_parameters, ref memory, canonical);
        WriteForward(ref memory);
    }

    /// <summary>Copies the buffers out.</summary>
    /// <param name="memory">The buffer.</param>
    /// <param name="canonical">The canonical order.</param>
    public void CopyBuffersTo(ref float memory, Span<float> canonical) => Copy(_buffers, ref memory, canonical);

    /// <summary>Copies the buffers in.</summary>
    /// <param name="memory">The buffer.</param>
    /// <param name="canonical">The canonical order.</param>
    public void LoadBuffers(ref float memory, ReadOnlySpan<float> canonical) => Load(_buffers, ref memory, canonical);

    /// <summary>Copies tensors out that stand as those that train do, one behind the other.</summary>
    /// <param name="first">Where the first of them stands.</param>
    /// <param name="packed">Takes them.</param>
    public void CopyTrainedTo(ref float first, Span<float> packed)
    {
        foreach (KeptTensor tensor in _trained)
        {
            tensor.CopyTo(ref Place(tensor, ref first), packed.Slice(0, tensor.Count));
            packed = packed.Slice(tensor.Count);
        }
    }

    /// <summary>Copies them in.</summary>
    /// <param name="first">Where the first of them stands.</param>
    /// <param name="packed">Has them.</param>
    public void LoadTrained(ref float first, ReadOnlySpan<float> packed)
    {
        foreach (KeptTensor tensor in _trained)
        {
            tensor.Load(ref Place(tensor, ref first), packed.Slice(0, tensor.Count));
            packed = packed.Slice(tensor.Count);
        }
    }

    /// <summary>Copies what stands as those that train do in from the places of all parameters.</summary>
    /// <param name="first">Where the first of them stands.</param>
    /// <param name="canonical">The canonical order, in which frozen ones are passed over.</param>
    public void LoadGradients(ref float first, ReadOnlySpan<float> canonical)
    {
        foreach (KeptTensor tensor in _parameters)
        {
            if (tensor.Group >= 0)
                tensor.Load(ref Place(tensor, ref first), canonical.Slice(0, tensor.Count));
            canonical = canonical.Slice(tensor.Count);
        }
    }

    /// <summary>Copies it out; frozen ones are zero.</summary>
    /// <param name="first">Where the first of them stands.</param>
    /// <param name="canonical">The canonical order.</param>
    public void CopyGradientsTo(ref float first, Span<float> canonical)
    {
        foreach (KeptTensor tensor in _parameters)
        {
            Span<float> own = canonical.Slice(0, tensor.Count);
            if (tensor.Group >= 0)
                tensor.CopyTo(ref Place(tensor, ref first), own);
            else
                own.Clear();
            canonical = canonical.Slice(tensor.Count);
        }
    }

    /// <summary>Makes the copies that forward reads of what stands as the parameters do.</summary>
    /// <param name="memory">Where the first of them stands.</param>
    public void WriteForward(ref float memory)
    {
        foreach (KeptTensor tensor in _parameters)
            tensor.WriteForward(ref memory);
    }

    /// <summary>Updates the parameters of a group, element by element.</summary>
    /// <typeparam name="TUpdate">Gradient rules and optimizer.</typeparam>
    /// <param name="group">The group.</param>
    /// <param name="memory">The buffer.</param>
    /// <param name="gradients">Where the gradient of the first that trains stands.</param>
    /// <param name="update">The update's values.</param>
    public void Update<TUpdate>(int group, ref float memory, ref float gradients, in TUpdate update)
        where TUpdate : struct, IUpdateLanes
    {
        foreach (KeptTensor tensor in _parameters)
        {
            if (tensor.Group == group)
                StoredUpdate.Update(
                    ref Unsafe.Add(ref memory, tensor.Offset), ref Place(tensor, ref gradients), 1f, update, _trainedFloats, 0, tensor.PaddedCount);
        }
    }

    /// <summary>Writes all tensors.</summary>
    /// <param name="writer">Takes them.</param>
    /// <param name="memory">The buffer.</param>
    public void Write(ref StateWriter writer, ref float memory)
    {
        CopyParametersTo(ref memory, writer.Tensor(_parameterCount));
        CopyBuffersTo(ref memory, writer.Tensor(_bufferCount));
        for (int i = 0; i < States; i++)
            CopyTrainedTo(ref Unsafe.Add(ref memory, FirstState(i)), writer.Tensor(TrainedCount));
    }

    /// <summary>Reads all tensors.</summary>
    /// <param name="reader">Has them.</param>
    /// <param name="memory">The buffer.</param>
    public void Read(ref StateReader reader, ref float memory)
    {
        LoadParameters(ref memory, reader.Tensor(_parameterCount));
        LoadBuffers(ref memory, reader.Tensor(_bufferCount));
        for (int i = 0; i < States; i++)
            LoadTrained(ref Unsafe.Add(ref memory, FirstState(i)), reader.Tensor(TrainedCount));
    }

    private static void Copy(KeptTensor[] tensors, ref float memory, Span<float> canonical)
    {
        foreach (KeptTensor tensor in tensors)
        {
            tensor.CopyTo(ref Unsafe.Add(ref memory, tensor.Offset), canonical.Slice(0, tensor.Count));
            canonical = canonical.Slice(tensor.Count);
        }
    }

    private static void Load(KeptTensor[] tensors, ref float memory, ReadOnlySpan<float> canonical)
    {
        foreach (KeptTensor tensor in tensors)
        {
            tensor.Load(ref Unsafe.Add(ref memory, tensor.Offset), canonical.Slice(0, tensor.Count));
            canonical = canonical.Slice(tensor.Count);
        }
    }

    private static T[] Describe<T>(KeptTensor[] tensors, Func<KeptTensor, int, T> describe)
    {
        var described = new T[tensors.Length];
        for (int i = 0, offset = 0; i < tensors.Length; offset += tensors[i].Count, i++)
            described[i] = describe(tensors[i], offset);
        return described;
    }

    private ref float Place(KeptTensor tensor, ref float first) => ref Unsafe.Add(ref first, tensor.Offset - FirstTrained);
}
