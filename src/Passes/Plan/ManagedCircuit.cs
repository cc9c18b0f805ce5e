using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Noise;
using PowerSoftmax.Passes.Predict;
using PowerSoftmax.Passes.Select;

namespace PowerSoftmax.Passes.Plan;

/// <summary>A circuit lowered to ciphertexts under parameters that hold it, with the noise that is predicted for it.</summary>
/// <param name="Choice">The parameters and what else was considered.</param>
/// <param name="Ckks">The circuit.</param>
/// <param name="Noise">Over the checked samples.</param>
internal sealed record ManagedCircuit(ParameterChoice Choice, Graph Ckks, NoiseReport Noise)
{
    public CkksParameterSet Parameters => Choice.Parameters;

    public bool HasHeadroom => Headroom.Of(Ckks, Noise, Parameters).All(static headroom => headroom.IsEnough);
}
