namespace PowerSoftmax.Benchmarks.Suite.Measuring;

/// <summary>How many transforms and products of limbs the engine's algorithm takes for an operation.</summary>
/// <remarks>Additions, permutations, sampling and embeddings are not counted.</remarks>
/// <param name="Forward">Forward transforms of one limb.</param>
/// <param name="Inverse">Inverse transforms of one limb.</param>
/// <param name="Products">Products of two limbs, or of a limb and a constant.</param>
public readonly record struct Work(int Forward, int Inverse, int Products)
{
    /// <summary>Nothing that the control kernels do.</summary>
    public static readonly Work None = new(0, 0, 0);

    public static Work operator +(Work left, Work right) =>
        new(left.Forward + right.Forward, left.Inverse + right.Inverse, left.Products + right.Products);

    /// <summary>Microseconds that the control kernels take for it on one thread.</summary>
    public double ControlTime(ReferenceTimes times) =>
        (Forward * times.ControlForward) + (Inverse * times.ControlInverse) + (Products * times.ControlProduct);
}
