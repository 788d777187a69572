using System.Runtime.InteropServices;

namespace FastOpt.Cli.Commands;

/// <summary>Lets a command end its work well on Ctrl+C: the first signal cancels, a second one ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>Begins to listen.</summary>
    /// <param name="isLaunched">Whether a launcher such as mpirun passes Ctrl+C on as SIGTERM. Default: no.</param>
    public Interruption(bool isLaunched = false)
    {
        PosixSignal[] signals = isLaunched ? [PosixSignal.SIGINT, PosixSignal.SIGTERM] : [PosixSignal.SIGINT];
        _registrations = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, Cancel))];
    }

    /// <summary>Is cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }

    private void Cancel(PosixSignalContext signal)
    {
        signal.Cancel = !_source.IsCancellationRequested;
        _source.Cancel();
    }
}
