using FastOpt.Generators.Collections;

namespace FastOpt.Generators.Model;

/// <summary>What the plan of a network shows that the declaration is told: figures for diagnostics at its attributes.</summary>
/// <param name="Parameters">Scalars of all parameters.</param>
/// <param name="Floats">Floats of the parameters, the optimizer's states and stored gradients, with padding.</param>
/// <param name="OnceDifferentiable">Layers, and the loss, whose rules have no second derivatives.</param>
/// <param name="Indivisible">What processes cannot do together, each with a share of the batch; null where there is nothing.</param>
internal sealed record PlanFacts(long Parameters, long Floats, EquatableArray<string> OnceDifferentiable, string? Indivisible);
