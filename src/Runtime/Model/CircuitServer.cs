using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax;

/// <summary>A server for any circuit, without generated code.</summary>
public sealed class CircuitServer(Circuit circuit, EvaluationKeys keys, ServerOptions? options = null)
    : ModelServer(circuit, keys, options)
{
    protected override void Run(CircuitSession session) => CircuitRunner.Run(session);
}
