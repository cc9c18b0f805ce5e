using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Rlwe.Secrets;

namespace PowerSoftmax.Client;

/// <summary>A client for any circuit, without generated code.</summary>
public sealed class CircuitClient : ModelClient
{
    /// <summary>A client with a new secret key.</summary>
    public CircuitClient(Circuit circuit)
        : base(circuit)
    {
    }

    /// <param name="circuit">The compiled model.</param>
    /// <param name="secret">Owned by the new client.</param>
    public CircuitClient(Circuit circuit, SecretKey secret)
        : base(circuit, secret)
    {
    }
}
