using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Keys;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax;

/// <summary>A server for any circuit, without generated code. Thread-safe.</summary>
public sealed class CircuitServer : ModelServer
{
    /// <inheritdoc/>
    public CircuitServer(Circuit circuit, EvaluationKeys keys, ServerOptions? options = null)
        : base(circuit, keys, options)
    {
    }

    /// <inheritdoc/>
    public CircuitServer(Circuit circuit, KeyDirectory keys, ServerOptions? options = null)
        : base(circuit, keys, options)
    {
    }

    protected override void Run(CircuitSession session) => CircuitRunner.Run(session);
}
