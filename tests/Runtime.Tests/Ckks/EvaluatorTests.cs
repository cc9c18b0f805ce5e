using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Tests.Ckks;

/// <summary>Every operation against the same operation on slots. Fresh noise leaves about 37 bits at N = 2^11.</summary>
public sealed class EvaluatorTests : IDisposable
{
    private const double FreshBits = 33;
    private const double ProductBits = 31;

    private readonly CkksKit kit = CkksKit.WithKeys(InsecureParameters.LogN11, 1, 5, -3);
    private readonly double[] a;
    private readonly double[] b;
    private readonly Ciphertext x;
    private readonly Ciphertext y;

    public EvaluatorTests()
    {
        a = kit.Message(1);
        b = kit.Message(2);
        x = kit.Encrypt(a);
        y = kit.Encrypt(b);
    }

    private Evaluator Evaluator => kit.Evaluator;

    private Level Top => kit.Parameters.MaxLevel;

    [Fact]
    public void DecryptsWhatWasEncrypted() => kit.AssertDecryptsTo(i => a[i], x, FreshBits);

    [Fact]
    public void Adds() => Check(Evaluator.Add(x, y), i => a[i] + b[i], FreshBits);

    [Fact]
    public void AddsInPlace()
    {
        Evaluator.Add(x, y, x);
        kit.AssertDecryptsTo(i => a[i] + b[i], x, FreshBits);
    }

    [Fact]
    public void Subtracts() => Check(Evaluator.Sub(x, y), i => a[i] - b[i], FreshBits);

    [Fact]
    public void Negates() => Check(Evaluator.Negate(x), i => -a[i], FreshBits);

    [Fact]
    public void AddsAndSubtractsPlaintexts()
    {
        using Plaintext plaintext = kit.Encode(b, Top);
        Check(Evaluator.AddPlain(x, plaintext), i => a[i] + b[i], FreshBits);
        Check(Evaluator.SubPlain(x, plaintext), i => a[i] - b[i], FreshBits);
    }

    [Theory]
    [InlineData(0.75)]
    [InlineData(-1234.5)]
    public void AddsAConstant(double value) => Check(Evaluator.AddConstant(x, value), i => a[i] + value, FreshBits);

    [Fact]
    public void MultipliesByAPlaintext()
    {
        using Plaintext plaintext = kit.Encode(b, Top);
        using Ciphertext product = Evaluator.MultiplyPlain(x, plaintext);
        Ciphertext rescaled = Evaluator.Rescale(product);

        Assert.Equal(kit.Parameters.DefaultScale(Top - 1), rescaled.Scale);
        Check(rescaled, i => a[i] * b[i], ProductBits);
    }

    [Fact]
    public void AccumulatesProductsWithPlaintexts()
    {
        using Plaintext plaintext = kit.Encode(b, Top);
        using Ciphertext sum = Evaluator.MultiplyPlain(x, plaintext);
        Evaluator.MultiplyPlainThenAdd(y, plaintext, sum);
        Check(Evaluator.Rescale(sum), i => (a[i] + b[i]) * b[i], ProductBits);
    }

    [Fact]
    public void MultipliesByConstants()
    {
        Scale scale = kit.Parameters.DefaultScale(Top);
        using Ciphertext sum = Evaluator.MultiplyConstant(x, 0.3, scale);
        Evaluator.MultiplyConstantThenAdd(y, -0.7, scale, sum);
        Check(Evaluator.Rescale(sum), i => (0.3 * a[i]) - (0.7 * b[i]), ProductBits);
        Check(Evaluator.MultiplyInteger(x, -3), i => -3 * a[i], FreshBits - 2);
    }

    [Fact]
    public void MultipliesCiphertexts() => Check(Evaluator.MultiplyRelinearizeRescale(x, y), i => a[i] * b[i], ProductBits);

    [Fact]
    public void SquaresCiphertexts() => Check(Evaluator.SquareRelinearizeRescale(x), i => a[i] * a[i], ProductBits);

    [Fact]
    public void DegreeTwoDecryptsToo()
    {
        using Ciphertext product = Evaluator.Multiply(x, y);

        Assert.Equal(2, product.Degree);
        kit.AssertDecryptsTo(i => a[i] * b[i], product, ProductBits);

        // Rounding c2 costs the size of s^2: that is why one relinearizes first.
        Check(Evaluator.Rescale(product), i => a[i] * b[i], ProductBits - 5);
    }

    [Fact]
    public void SumsProductsBeforeOneRelinearization()
    {
        using Ciphertext sum = Evaluator.Multiply(x, y);
        Evaluator.MultiplyThenAdd(x, x, sum);
        using Ciphertext linear = Evaluator.Relinearize(sum);
        Check(Evaluator.Rescale(linear), i => (a[i] * b[i]) + (a[i] * a[i]), ProductBits);
    }

    [Fact]
    public void AddsADegreeOneToADegreeTwo()
    {
        using Ciphertext product = Evaluator.Multiply(x, y);
        using Ciphertext scaled = Evaluator.MultiplyConstant(x, 1.0, x.Scale);
        Check(Evaluator.Add(scaled, product), i => a[i] + (a[i] * b[i]), ProductBits);
    }

    [Fact]
    public void OneDivisionRelinearizesAndRescales()
    {
        for (Level level = new(1); level <= Top; level += 1)
        {
            using Ciphertext low = kit.Encrypt(a, level);
            using Ciphertext square = Evaluator.Square(low);
            Ciphertext result = Evaluator.RelinearizeRescale(square);

            Assert.Equal(level - 1, result.Level);
            Assert.Equal(kit.Parameters.DefaultScale(level - 1), result.Scale);
            Check(result, i => a[i] * a[i], ProductBits);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(-3)]
    [InlineData(1025)]
    public void RotatesLeft(int steps)
    {
        int slots = kit.Parameters.SlotCount;
        Check(Evaluator.Rotate(x, steps), i => a[(i + steps + slots) % slots], FreshBits);
    }

    [Fact]
    public void ConjugatesEverySlot() => Check(Evaluator.Conjugate(x), i => a[i], FreshBits);

    [Fact]
    public void HoistedRotationsShareADecomposition()
    {
        using PowerSoftmax.Runtime.Rlwe.Decomposition digits = Evaluator.Decompose(x);

        foreach (int steps in (int[])[0, 1, 5])
        {
            Check(Evaluator.RotateHoisted(x, digits, steps), i => a[(i + steps) % a.Length], FreshBits);
        }
    }

    [Fact]
    public void LazyRotationsShareAModDown()
    {
        using PowerSoftmax.Runtime.Rlwe.Decomposition digits = Evaluator.Decompose(x);
        using Plaintext plaintext = kit.Encoder.EncodeExtended(b, Top, kit.Parameters.DefaultScale(Top));
        using ExtendedCiphertext plain = Evaluator.Extend(x);
        using ExtendedCiphertext sum = Evaluator.MultiplyPlain(plain, plaintext);
        using ExtendedCiphertext rotated = Evaluator.RotateHoistedLazy(x, digits, 5);
        Evaluator.RotateHoistedLazyThenAdd(x, digits, 1, rotated);
        Evaluator.MultiplyPlainThenAdd(rotated, plaintext, sum);
        using Ciphertext down = Evaluator.ModDown(sum);
        double Expected(int i) => (a[i] + a[(i + 1) % a.Length] + a[(i + 5) % a.Length]) * b[i];

        Check(Evaluator.Rescale(down), Expected, ProductBits - 1);
        Check(Evaluator.ModDownRescale(sum), Expected, ProductBits - 1);
    }

    [Fact]
    public void RotationsTogetherAreTheSameBitsAsOneByOne()
    {
        int[] steps = [5, 0, 1];
        using PowerSoftmax.Runtime.Rlwe.Decomposition digits = Evaluator.Decompose(x);
        ExtendedCiphertext[] together = Evaluator.RotateHoistedLazy(x, digits, steps);

        for (int i = 0; i < steps.Length; i++)
        {
            using ExtendedCiphertext alone = Evaluator.RotateHoistedLazy(x, digits, steps[i]);
            using Ciphertext first = Evaluator.ModDown(alone), second = Evaluator.ModDown(together[i]);

            Assert.All(Enumerable.Range(0, first[0].LimbCount), limb => Assert.Equal(first[0].Limb(limb).ToArray(), second[0].Limb(limb).ToArray()));
            together[i].Dispose();
        }
    }

    [Fact]
    public void HoistedAndPlainRotationsAreTheSameBits()
    {
        using PowerSoftmax.Runtime.Rlwe.Decomposition digits = Evaluator.Decompose(x);
        using Ciphertext plain = Evaluator.Rotate(x, 5), hoisted = Evaluator.RotateHoisted(x, digits, 5);

        Assert.All(Enumerable.Range(0, plain[1].LimbCount), limb => Assert.Equal(plain[1].Limb(limb).ToArray(), hoisted[1].Limb(limb).ToArray()));
    }

    [Fact]
    public void MatchLevelGivesExactlyTheScaleOfTheLevel()
    {
        for (Level target = new(0); target < Top; target += 1)
        {
            Ciphertext matched = Evaluator.MatchLevel(x, target);

            Assert.Equal(target, matched.Level);
            Assert.True(matched.Scale.Matches(kit.Parameters.DefaultScale(target)));
            Check(matched, i => a[i], ProductBits);
        }
    }

    [Fact]
    public void ScalesStayExactThroughAllLevels()
    {
        Ciphertext power = Evaluator.Copy(x);

        for (Level level = Top; level.Value > 0; level -= 1)
        {
            using Ciphertext before = power;
            using Ciphertext factor = Evaluator.MatchLevel(x, before.Level);
            power = Evaluator.MultiplyRelinearizeRescale(before, factor);

            Assert.Equal(kit.Parameters.DefaultScale(level - 1), power.Scale);
        }

        Check(power, i => Math.Pow(a[i], Top.Value + 1), ProductBits - 3);
    }

    [Fact]
    public void KeysWorkAtLowerLevels()
    {
        for (Level level = new(0); level < Top; level += 1)
        {
            using Ciphertext low = kit.Encrypt(a, level);
            Check(Evaluator.Rotate(low, 5), i => a[(i + 5) % a.Length], FreshBits - 1);
        }
    }

    public void Dispose()
    {
        x.Dispose();
        y.Dispose();
        kit.Dispose();
    }

    private void Check(Ciphertext actual, Func<int, double> expected, double bits)
    {
        using Ciphertext owned = actual;
        kit.AssertDecryptsTo(expected, owned, bits);
    }
}
