namespace FastOpt;

/// <summary>
/// A rule that a network's state can hold: its hyperparameters are written into the state, and a rule with the same ones is made from it. The compiler writes
/// it for every optimizer and every
/// schedule that is a struct; a class that is an <see cref="ISchedule"/> by hand may have it by hand, and be part of states then.
/// </summary>
public interface IStoredRule
{
    /// <summary>Type and hyperparameters: "FastOpt.StepDecay(long Period, double Factor)". A state is only read by a rule with the same signature.</summary>
    string Signature { get; }

    /// <summary>Writes the hyperparameters.</summary>
    /// <param name="writer">Takes them, in order.</param>
    void WriteTo(ref StateWriter writer);

    /// <summary>A rule of the same type with the hyperparameters that were written; this one stays as it is.</summary>
    /// <param name="reader">Gives them, in the same order.</param>
    IStoredRule ReadFrom(ref StateReader reader);
}
