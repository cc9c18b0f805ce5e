using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits.Bootstrapping;

/// <summary>Raises ciphertexts to higher levels. Safe for several threads.</summary>
public interface IBootstrapper
{
    /// <summary>A ciphertext of the same real slots at a higher level, with that level's default scale.</summary>
    /// <param name="input">Of degree 1, at the lowest level of a bootstrap or above, with its level's default scale; stays the caller's.</param>
    /// <param name="target">Level of the result, at most the highest of the parameters' circuits.</param>
    /// <param name="bound">Largest absolute value of any slot, positive; beyond it all slots are lost.</param>
    /// <param name="cancellationToken">Honored between key switches.</param>
    Ciphertext Bootstrap(Ciphertext input, Level target, double bound, CancellationToken cancellationToken);
}
