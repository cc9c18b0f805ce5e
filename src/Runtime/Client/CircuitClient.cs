using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Rlwe.Secrets;

namespace PowerSoftmax.Client;

/// <summary>A client for any circuit, without generated code. Thread-safe.</summary>
public sealed class CircuitClient : ModelClient
{
    /// <summary>A client with a new secret key.</summary>
    public CircuitClient(Circuit circuit)
        : base(circuit)
    {
    }

    /// <param name="circuit">The compiled model.</param>
    /// <param name="secret">Owned by the new client. One that was made without a circuit serves any.</param>
    /// <exception cref="Runtime.Rlwe.IdentityMismatchException">The secret key was made for another circuit; it stays the caller's.</exception>
    public CircuitClient(Circuit circuit, SecretKey secret)
        : base(circuit, secret)
    {
    }
}
