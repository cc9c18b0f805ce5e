using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Passes.Select;

/// <summary>Chosen parameters and what else was considered.</summary>
/// <param name="Parameters">Modulus chain, scale, certificate.</param>
/// <param name="KeyFormat">The keys they are for.</param>
/// <param name="Considered">The numbers of special primes that were compared.</param>
public sealed record ParameterChoice(CkksParameterSet Parameters, KeyFormat KeyFormat, IReadOnlyList<DigitChoice> Considered)
{
    /// <summary>What its bootstraps do; null for parameters without bootstrapping.</summary>
    public BootstrappingSet? Bootstrapping { get; init; }

    /// <summary>The keys of a circuit lowered under these parameters.</summary>
    public KeySet KeysOf(EvaluationKeyNeeds needs) => KeyFormat == KeyFormat.Seal
        ? KeySet.Seal(needs, Parameters.LogN, Parameters.MaxLevel)
        : Bootstrapping is null ? KeySet.Of(needs, Parameters.Literal) : KeySet.Of(needs, Bootstrapping);
}
