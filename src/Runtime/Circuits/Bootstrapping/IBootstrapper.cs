using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits.Bootstrapping;

/// <summary>Brings a ciphertext to a high level again. Thread-safe.</summary>
public interface IBootstrapper
{
    /// <summary>The same message at a higher level.</summary>
    /// <param name="input">Degree 1, real slots, at or above the lowest level that bootstraps.</param>
    /// <param name="target">Level of the result; the lower, the cheaper.</param>
    /// <param name="bound">Largest magnitude of a slot. Precision is relative to it; slots beyond come out wrong.</param>
    /// <param name="cancellationToken">Honored between key switches.</param>
    /// <returns>A new ciphertext with the target's default scale.</returns>
    Ciphertext Bootstrap(Ciphertext input, Level target, double bound, CancellationToken cancellationToken = default);
}
