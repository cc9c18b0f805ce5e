using System.Collections.Concurrent;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Drivers;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>Hybrid key switching: decompose into digits, raise them to QP, inner product with the key, divide by P.</summary>
/// <remarks>
/// Prime by prime: everything that concerns one prime is done back to back, while its tables are in cache. All polynomials in
/// NTT form. Cost at level l with d digits and k special primes: (d + 2)(l + 1 + k) transforms, less the digits' own primes.
/// Han, Ki, "Better Bootstrapping for Approximate Homomorphic Encryption", eprint 2019/688.
/// </remarks>
internal sealed class KeySwitcher
{
    private readonly RlweParameters parameters;
    private readonly IWorkers workers;
    private readonly DigitBasis digits;
    private readonly SpecialDivision division;
    private readonly ConcurrentDictionary<Level, SpecialDivision> rescalingDivisions = new();

    public KeySwitcher(RlweParameters parameters, IWorkers workers)
    {
        this.parameters = parameters;
        this.workers = workers;
        digits = new DigitBasis(parameters);
        division = new SpecialDivision(parameters, workers, rescaled: null);
    }

    /// <summary>All digits of x over the extended basis, to be used for many keys.</summary>
    public Decomposition Decompose(RnsPolynomial x, Level level)
    {
        BasisRows[] rows = digits.Prepare(x, level, workers);
        Decomposition result = new(parameters, level);
        int[] primes = parameters.ExtendedPrimes(level);

        workers.Run(primes.Length, j =>
        {
            for (int digit = 0; digit < rows.Length; digit++)
            {
                digits.Row(digit, primes[j], x, rows[digit], result[digit].Limb(j));
            }
        });

        Array.ForEach(rows, static row => row.Dispose());

        return result;
    }

    /// <summary>The key switch of decomposed digits, still modulo QP and times P.</summary>
    public void GadgetProduct(Decomposition x, EvaluationKey key, RnsPolynomial destination0, RnsPolynomial destination1)
    {
        workers.Run(destination0.LimbCount, j =>
        {
            Span<Residues> row = stackalloc Residues[x.DigitCount];

            for (int digit = 0; digit < row.Length; digit++)
            {
                row[digit] = x[digit].Residues(j);
            }

            ProductRow(row, key, j, destination0, destination1);
        });

        GC.KeepAlive(x);
    }

    /// <summary>The same without keeping the digits.</summary>
    public void GadgetProduct(RnsPolynomial x, Level level, EvaluationKey key, RnsPolynomial destination0, RnsPolynomial destination1)
    {
        BasisRows[] rows = digits.Prepare(x, level, workers);
        workers.Run(destination0.LimbCount, j => RaiseThenMultiply(x, rows, key, j, destination0, destination1));
        Array.ForEach(rows, static row => row.Dispose());
    }

    /// <summary>(destination0, destination1) decrypts under the key's new secret to x times its old one. Degree-1 part only: add c0 afterwards.</summary>
    public void Switch(RnsPolynomial x, Level level, EvaluationKey key, RnsPolynomial destination0, RnsPolynomial destination1)
    {
        using RnsPolynomial product0 = parameters.RentExtendedPolynomial(level);
        using RnsPolynomial product1 = parameters.RentExtendedPolynomial(level);
        GadgetProduct(x, level, key, product0, product1);
        division.Run(product0, product1, destination0, destination1);
    }

    /// <summary>The same with the digits already computed.</summary>
    public void Switch(Decomposition x, EvaluationKey key, RnsPolynomial destination0, RnsPolynomial destination1)
    {
        using RnsPolynomial product0 = parameters.RentExtendedPolynomial(x.Level);
        using RnsPolynomial product1 = parameters.RentExtendedPolynomial(x.Level);
        GadgetProduct(x, key, product0, product1);
        division.Run(product0, product1, destination0, destination1);
    }

    /// <summary>destination = round(x / P) for both polynomials.</summary>
    public void ModDown(RnsPolynomial x0, RnsPolynomial x1, RnsPolynomial destination0, RnsPolynomial destination1) =>
        division.Run(x0, x1, destination0, destination1);

    /// <summary>destination = round(x / (P q_level)) for both polynomials: ModDown and rescale in one.</summary>
    public void ModDownRescale(Level level, RnsPolynomial x0, RnsPolynomial x1, RnsPolynomial destination0, RnsPolynomial destination1) =>
        rescalingDivisions.GetOrAdd(level, _ => new SpecialDivision(parameters, workers, level)).Run(x0, x1, destination0, destination1);

    /// <summary>destination += P x. P is 0 modulo the special primes, so those limbs stay.</summary>
    public void AddTimesP(RnsPolynomial x, RnsPolynomial destination) =>
        workers.Run(x.LimbCount, i => destination.AddMultiple(i, x.Limb(i), parameters.SpecialProduct(i)));

    private void RaiseThenMultiply(RnsPolynomial x, BasisRows[] rows, EvaluationKey key, int j, RnsPolynomial product0, RnsPolynomial product1)
    {
        Limb[] raised = new Limb[rows.Length];
        Span<Residues> row = stackalloc Residues[rows.Length];

        for (int digit = 0; digit < rows.Length; digit++)
        {
            raised[digit] = parameters.Ring.Limbs.Rent();
            digits.Row(digit, product0.PrimeIndex(j), x, rows[digit], raised[digit].Span);
            row[digit] = raised[digit].Residues;
        }

        ProductRow(row, key, j, product0, product1);
        Array.ForEach(raised, static limb => limb.Dispose());
    }

    private void ProductRow(ReadOnlySpan<Residues> digitRow, EvaluationKey key, int j, RnsPolynomial destination0, RnsPolynomial destination1)
    {
        Span<Residues> masked = stackalloc Residues[digitRow.Length];
        Span<Residues> uniform = stackalloc Residues[digitRow.Length];
        int limb = key.LimbOf(destination0.PrimeIndex(j));

        for (int digit = 0; digit < digitRow.Length; digit++)
        {
            masked[digit] = key.Masked(digit).Residues(limb);
            uniform[digit] = key.Uniform(digit).Residues(limb);
        }

        RingOperations.InnerProductRow(
            parameters.Ring,
            new InnerProductOperands(digitRow, masked, uniform),
            destination0.Residues(j),
            destination1.Residues(j),
            destination0.PrimeIndex(j));

        GC.KeepAlive(key);
    }
}
