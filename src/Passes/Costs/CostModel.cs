using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Passes.Costs;

/// <summary>Milliseconds of an operation at a level, on one thread, from counted primitives and their measured costs.</summary>
public sealed class CostModel
{
    private const int LeastPeriodTransformed = 512;

    private readonly CostRow row;
    private readonly int specialPrimes;

    public CostModel(CostTable table, int logN, int specialPrimes)
    {
        row = table.For(logN);
        this.specialPrimes = specialPrimes;
    }

    public double Add(Level level, int degree = 1) => Milliseconds((degree + 1) * level.LimbCount * row.MultiplyAdd / 2);

    /// <summary>Four products of limbs in one pass over memory, which costs as much as two apart.</summary>
    public double Multiply(Level level) => Milliseconds(2 * level.LimbCount * row.MultiplyAdd);

    public double MultiplyPlain(Level level) => Milliseconds(2 * level.LimbCount * row.MultiplyAdd);

    /// <summary>One polynomial a degree: the last limb back, its remainder forward into every limb left.</summary>
    public double Rescale(Level level, int degree = 1) => Milliseconds((degree + 1) * level.LimbCount * (row.Ntt + row.MultiplyAdd));

    public double MatchLevel(Level target) => MultiplyPlain(target + 1) + Rescale(target + 1);

    public double Encode(Level level) => Milliseconds(row.Encode + (level.LimbCount * row.Ntt));

    /// <summary>Encodes modulo QP.</summary>
    public double EncodeExtended(Level level) => Milliseconds(row.Encode + ((level.LimbCount + specialPrimes) * row.Ntt));

    public double MultiplyPlainExtended(Level level) => Milliseconds(2 * (level.LimbCount + specialPrimes) * row.MultiplyAdd);

    /// <summary>One product of a sum of them with periodic plaintexts.</summary>
    public double MultiplyPeriodic(Level level) => Milliseconds(2 * level.LimbCount * row.RunProduct);

    /// <summary>The same modulo QP.</summary>
    public double MultiplyPeriodicExtended(Level level) => Milliseconds(2 * (level.LimbCount + specialPrimes) * row.RunProduct);

    /// <summary>Encodes one period: embedding and transforms are those of a ring of so many slots, at least the smallest there is.</summary>
    public double EncodePeriodic(Level level, int period) => Encode(level) * ShareOf(period);

    /// <summary>The same modulo QP.</summary>
    public double EncodePeriodicExtended(Level level, int period) => EncodeExtended(level) * ShareOf(period);

    /// <summary>A whole rotation or relinearization.</summary>
    public double KeySwitch(Level level) => Decompose(level) + RotateLazy(level) + ModDown(level);

    public double Decompose(Level level)
    {
        KeySwitchShape shape = Shape(level);
        return Milliseconds((shape.DecomposeTransforms * row.Ntt) + (shape.DecomposeConversions * row.Convert));
    }

    /// <summary>A rotation of a decomposed ciphertext that stays in the extended basis.</summary>
    public double RotateLazy(Level level) => Milliseconds(Shape(level).InnerProducts * row.KeyProduct);

    public double ModDown(Level level)
    {
        KeySwitchShape shape = Shape(level);
        return Milliseconds((shape.ModDownTransforms * row.Ntt) + (shape.ModDownConversions * row.Convert));
    }

    /// <summary>The ring of a period, as a share of the whole one.</summary>
    private double ShareOf(int period) => 2.0 * Math.Max(period, LeastPeriodTransformed) / (1 << row.LogN);

    private static double Milliseconds(double microseconds) => microseconds / 1000;

    private KeySwitchShape Shape(Level level) => KeySwitchShape.At(level, specialPrimes);
}
