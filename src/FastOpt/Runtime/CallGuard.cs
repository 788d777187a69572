using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>
/// The door of a network, which one call at a time passes: a second one, from whatever thread, is told so instead of working on half-written memory. One
/// compare-and-exchange on entering and one store on leaving. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct CallGuard
{
    private string? _running;

    /// <summary>Enters, or throws; who disposes the result leaves.</summary>
    /// <param name="model">The network's name.</param>
    /// <param name="call">The member that was called.</param>
    /// <exception cref="InvalidOperationException">Another call has not left yet.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    [UnscopedRef]
    public Entry Enter(string model, string call)
    {
        if (Interlocked.CompareExchange(ref _running, call, null) is { } running)
            Throw(model, call, running);
        return new Entry(ref _running);
    }

    [DoesNotReturn]
    private static void Throw(string model, string call, string running) => throw new InvalidOperationException(
        $"{model}: {call} was called while {running} was running. A network takes one call at a time; predictors, which CreatePredictor gives, serve many threads at once.");

    /// <summary>A call that has entered.</summary>
    public readonly ref struct Entry
    {
        private readonly ref string? _running;

        internal Entry(ref string? running) => _running = ref running;

        /// <summary>Leaves.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Dispose() => Volatile.Write(ref _running, null);
    }
}
