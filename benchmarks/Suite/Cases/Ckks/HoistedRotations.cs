using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Benchmarks.Suite.Cases.Ckks;

/// <summary>How a circuit rotates one ciphertext by many steps and stays modulo QP: the one place that says so.</summary>
internal static class HoistedRotations
{
    /// <returns>One for each step; the caller disposes them.</returns>
    public static ExtendedCiphertext[] Lazy(Evaluator evaluator, Ciphertext x, Decomposition digits, IReadOnlyList<int> steps) =>
        evaluator.RotateHoistedLazy(x, digits, steps);
}
