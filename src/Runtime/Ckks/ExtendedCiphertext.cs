using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Ckks;

/// <summary>P times a ciphertext, modulo QP: the result of a key switch before its ModDown. NTT form.</summary>
/// <remarks>
/// Sums of rotations are cheap here, because one ModDown serves them all ("double hoisting").
/// Bossuat, Mouchet, Troncoso-Pastoriza, Hubaux, eprint 2020/1203, section 4. Several threads may read one at once; dispose it when none does.
/// </remarks>
public sealed class ExtendedCiphertext : IDisposable
{
    private readonly CkksParameters parameters;
    private volatile bool disposed;

    internal ExtendedCiphertext(CkksParameters parameters, Level level, Scale scale, bool clear = false)
    {
        this.parameters = parameters;
        Level = level;
        Scale = scale;
        C0 = parameters.RentExtendedPolynomial(level);
        C1 = parameters.RentExtendedPolynomial(level);

        if (clear)
        {
            C0.Clear();
            C1.Clear();
        }
    }

    /// <exception cref="ObjectDisposedException">It was disposed: every operation asks first.</exception>
    public CkksParameters Parameters
    {
        get
        {
            ObjectDisposedException.ThrowIf(disposed, this);

            return parameters;
        }
    }

    public Level Level { get; }

    /// <summary>The scale of the ciphertext that ModDown will give: the factor P is not counted.</summary>
    public Scale Scale { get; }

    internal RnsPolynomial C0 { get; }

    internal RnsPolynomial C1 { get; }

    public void Dispose()
    {
        disposed = true;
        C0.Dispose();
        C1.Dispose();
    }
}
