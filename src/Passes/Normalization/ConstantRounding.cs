namespace PowerSoftmax.Passes.Normalization;

/// <summary>How far a constant may lie from the number that was meant: half a unit of the coarsest element type that holds it exactly.</summary>
/// <remarks>
/// A model that was converted to float16 or bfloat16, perhaps back to float32, has sqrt(2) as 1.4140625. Element types are not looked at,
/// as they do not tell: the digits do. Significant bits: bfloat16 8, float16 11, float32 24.
/// </remarks>
internal static class ConstantRounding
{
    private static readonly int[] SignificantBits = [8, 11, 24];

    /// <summary>Of a constant that every element type holds.</summary>
    public static double Coarsest => UnitRoundoff(SignificantBits[0]);

    /// <summary>Relative rounding that may lie behind the constant; 0 where no narrow type holds it.</summary>
    public static double Of(double constant) =>
        SignificantBits.Where(bits => Holds(bits, constant)).Select(UnitRoundoff).FirstOrDefault();

    private static double UnitRoundoff(int bits) => Math.ScaleB(1, -bits);

    private static bool Holds(int bits, double constant)
    {
        if (constant == 0)
        {
            return true;
        }

        double scaled = Math.ScaleB(constant, bits - 1 - Math.ILogB(constant));
        return scaled == Math.Round(scaled);
    }
}
