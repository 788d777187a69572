using FastOpt.Training;

namespace FastOpt.Mpi;

/// <summary>Lets all processes stop behind the same step: behind each, they tell one another who was cancelled.</summary>
internal sealed class AgreedCancellation : Callback, IDisposable
{
    private readonly MpiCommunicator _processes;
    private readonly CancellationToken _own;
    private readonly CancellationTokenSource _agreed = new();
    private readonly byte[] _all;
    private readonly int[] _lengths;

    public AgreedCancellation(MpiCommunicator processes, CancellationToken own)
    {
        (_processes, _own) = (processes, own);
        _all = new byte[processes.Size];
        _lengths = new int[processes.Size];
        Array.Fill(_lengths, 1);
    }

    /// <summary>Is cancelled on all processes once one of them is.</summary>
    public CancellationToken Token => _agreed.Token;

    public override void Begin(FitContext context) => Agree();

    public override void StepDone(FitContext context, in StepReport report) => Agree();

    public void Dispose() => _agreed.Dispose();

    private void Agree()
    {
        _processes.AllGather([_own.IsCancellationRequested ? (byte)1 : (byte)0], _all, _lengths);
        if (_all.AsSpan().Contains((byte)1))
            _agreed.Cancel();
    }
}
