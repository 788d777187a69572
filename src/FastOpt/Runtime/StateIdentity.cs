using System.ComponentModel;

namespace FastOpt.Runtime;

/// <summary>What a state says about the network that wrote it, and a network holds it to. For generated code.</summary>
/// <param name="Name">The name of the class, for messages: a network under another name may read the state.</param>
/// <param name="Outline">The network in one line, for messages.</param>
/// <param name="Details">All that must be the same, a line each: inputs, layers with what is constant about them, loss, gradient rules, optimizers, and the
/// tensors that the state holds.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record StateIdentity(string Name, string Outline, string Details);
