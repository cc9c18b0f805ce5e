using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits.Bootstrapping;

/// <summary>Brings ciphertexts to a high level again. Thread-safe.</summary>
public interface IBootstrapper
{
    /// <summary>The same messages at a higher level.</summary>
    /// <param name="inputs">Degree 1, real slots, at or above the lowest level that bootstraps; levels may differ, and one may come several times. Stay the caller's.</param>
    /// <param name="target">Level of the results; the lower, the cheaper.</param>
    /// <param name="bound">Largest magnitude of a slot. Precision is relative to it; slots beyond come out wrong.</param>
    /// <param name="cancellationToken">Honored between key switches.</param>
    /// <returns>A new ciphertext for each input, in their order, with the target's default scale. None is left after an exception.</returns>
    IReadOnlyList<Ciphertext> Bootstrap(IReadOnlyList<Ciphertext> inputs, Level target, double bound, CancellationToken cancellationToken = default);
}
