using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>Where evaluations get their keys: all in memory (<see cref="EvaluationKeys"/>), or loaded and dropped by plan. Thread-safe.</summary>
/// <remarks>
/// A key lives as long as somebody holds a lease of it. Hold one lease at a time on a thread (unless <see cref="LendsManyAtOnce"/>), and only while the key is
/// read: a source with bounded memory waits for leases to come back before it lends the next key.
/// </remarks>
public interface IEvaluationKeySource
{
    RlweParameters Parameters { get; }

    /// <summary>The keys' name, and the circuit they were made for.</summary>
    DataIdentity Identity { get; }

    /// <summary>Whether leases of any number of keys may be held at once.</summary>
    bool LendsManyAtOnce { get; }

    /// <summary>Lends the key for a purpose. Dispose the lease when the key was read.</summary>
    /// <exception cref="MissingEvaluationKeyException">There is none, or it reaches only to a lower level.</exception>
    EvaluationKeyLease Rent(KeyPurpose purpose, Level level);

    /// <summary>Fails now, not in the middle of an evaluation, when a circuit's key is missing or too short.</summary>
    /// <exception cref="MissingEvaluationKeyException">Names the first key that is missing.</exception>
    void Require(EvaluationKeyRequest request);
}
