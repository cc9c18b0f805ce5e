using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Noise;

namespace PowerSoftmax.Passes.Select;

/// <summary>A circuit lowered to ciphertexts under parameters that hold it, with the noise that is predicted for it.</summary>
/// <param name="Choice">The parameters and what else was considered.</param>
/// <param name="Outputs">Level of the outputs.</param>
/// <param name="Ckks">The circuit.</param>
/// <param name="Noise">Over the checked samples.</param>
public sealed record CircuitAttempt(ParameterChoice Choice, Level Outputs, Graph Ckks, NoiseReport Noise)
{
    /// <summary>Whether the precision asked needs a larger scale than this ring can hold.</summary>
    public bool NeedsLargerRing { get; init; }

    public CkksParameterSet Parameters => Choice.Parameters;

    public bool HasHeadroom => Headroom.Of(Ckks, Noise, Parameters).All(static headroom => headroom.IsEnough);
}
