using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ckks.Secrets;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Secrets;

namespace PowerSoftmax.Ckks.Benchmarks;

/// <summary>The primitives of the compiler's cost table, measured on whole polynomials so that memory counts as it does in circuits.</summary>
internal static class CostCases
{
    private const int Limbs = 16;
    private const int DigitPrimes = 4;

    public static CostRow Row(int logN)
    {
        CkksParameters parameters = CkksParameters.Create(PrimeSelection.Select(
            new ChainRequest(logN, Limbs - 1, 45, 48, DigitPrimes, SecurityLevel.InsecureTest)));
        int[] primes = [.. Enumerable.Range(0, Limbs)];
        using RnsPolynomial x = Zero(parameters, primes);
        using RnsPolynomial y = Zero(parameters, primes);
        using RnsPolynomial sum = Zero(parameters, primes);
        Encoder encoder = new(parameters, Workers.Sequential);
        double[] message = [.. Enumerable.Range(0, parameters.SlotCount).Select(static i => Math.Sin(i))];

        double transform = PerLimb(() => ThereAndBack(x)) / 2;
        double one = Milliseconds(() => encoder.Encode(message, new Level(0), parameters.DefaultScale(new Level(0))).Dispose());

        return new CostRow(
            logN,
            Ntt: Microseconds(transform),
            MultiplyAdd: Microseconds(PerLimb(() => RingOperations.MultiplyThenAdd(x, y, sum, Workers.Sequential))),
            KeyProduct: Microseconds(KeyProduct(parameters)),
            Convert: Microseconds(Convert(parameters, y)),
            Encode: Microseconds(Math.Max(one - transform, one / 10)));
    }

    /// <summary>A hoisted rotation that is not divided by P: the inner product with the key and nothing else.</summary>
    private static double KeyProduct(CkksParameters parameters)
    {
        Level top = parameters.MaxLevel;
        using KeyGenerator generator = new(parameters, Workers.Sequential);
        using SecretKey secret = generator.CreateSecretKey();
        using EvaluationKeys keys = generator.CreateEvaluationKeys(secret, EvaluationKeyRequest.ForRotations(parameters, [1], top, null));
        Encoder encoder = new(parameters, Workers.Sequential);
        Evaluator evaluator = new(parameters, keys, Workers.Sequential);
        using Plaintext plaintext = encoder.Encode([1.0], top, parameters.DefaultScale(top));
        using Ciphertext x = new SymmetricEncryptor(parameters, secret, Workers.Sequential).Encrypt(plaintext);
        using Decomposition digits = evaluator.Decompose(x);

        return Milliseconds(() => evaluator.RotateHoistedLazy(x, digits, 1).Dispose()) / new KeySwitchShape(Limbs, DigitPrimes).InnerProducts;
    }

    private static double Convert(CkksParameters parameters, RnsPolynomial source)
    {
        BasisConverter converter = new(parameters.Ring, [.. Enumerable.Range(0, DigitPrimes)], [.. Enumerable.Range(DigitPrimes, Limbs - DigitPrimes)]);
        using BasisRows rows = converter.RentRows();
        converter.Prepare(source, 0, rows, Workers.Sequential);
        using RnsPolynomial destination = Zero(parameters, converter.To.ToArray());

        return Milliseconds(() =>
        {
            for (int target = 0; target < destination.LimbCount; target++)
            {
                converter.ConvertRowLazy(target, rows, destination.Limb(target));
            }
        }) / (DigitPrimes * destination.LimbCount);
    }

    private static void ThereAndBack(RnsPolynomial x)
    {
        RingOperations.ToCoefficients(x, Workers.Sequential);
        RingOperations.ToNtt(x, Workers.Sequential);
    }

    private static RnsPolynomial Zero(CkksParameters parameters, int[] primes)
    {
        RnsPolynomial polynomial = new(parameters.Ring, primes, isNtt: true);
        polynomial.Clear();

        return polynomial;
    }

    private static double PerLimb(Action body) => Milliseconds(body) / Limbs;

    private static double Milliseconds(Action body)
    {
        const int Repetitions = 20;

        return Timing.Of(() =>
        {
            for (int i = 0; i < Repetitions; i++)
            {
                body();
            }
        }).Processor / Repetitions;
    }

    private static double Microseconds(double milliseconds) => Math.Round(1000 * milliseconds, 2);
}
