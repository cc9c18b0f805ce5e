using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Noise;

namespace PowerSoftmax.Passes.Check;

/// <summary>A circuit at all its stages, with what the compiler claims about it; checkers prove the claims anew.</summary>
public sealed record CircuitUnderCheck
{
    /// <summary>The approximated circuit on tensors.</summary>
    public required Graph Tensor { get; init; }

    /// <summary>The same on slot vectors.</summary>
    public required Graph Packed { get; init; }

    /// <summary>The same on ciphertexts.</summary>
    public required Graph Ckks { get; init; }

    public required WeightTable Weights { get; init; }

    public required CkksParameterSet Parameters { get; init; }

    /// <summary>Bits of security asked.</summary>
    public required int SecurityAsked { get; init; }

    /// <summary>The evaluation keys the client is told to make.</summary>
    public required EvaluationKeyNeeds Keys { get; init; }

    public required NoiseReport Noise { get; init; }

    /// <summary>Precision asked of every output, in bits of its range.</summary>
    public required double BitsAsked { get; init; }

    /// <summary>Prologue outputs by name; at least one sample.</summary>
    public required IReadOnlyList<IReadOnlyDictionary<string, Tensor>> Samples { get; init; }
}
