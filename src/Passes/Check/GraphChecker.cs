using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Passes.Check;

/// <summary>Every graph is well formed and its types follow from its ops.</summary>
public sealed class GraphChecker : IChecker
{
    public void Check(CircuitUnderCheck circuit, DiagnosticBag diagnostics)
    {
        GraphVerifier.Verify(circuit.Packed, circuit.Weights, diagnostics);
        GraphVerifier.Verify(circuit.Ckks, circuit.Weights, diagnostics);
    }
}
