using PowerSoftmax.Ir.Diagnostics;

namespace PowerSoftmax.Passes.Check;

/// <summary>Proves one property of a finished circuit, trusting no pass; reports what does not hold.</summary>
public interface IChecker
{
    void Check(CircuitUnderCheck circuit, DiagnosticBag diagnostics);
}
