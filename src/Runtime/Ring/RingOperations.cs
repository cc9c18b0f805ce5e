using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Drivers;
using PowerSoftmax.Runtime.Kernels.Operators;

namespace PowerSoftmax.Runtime.Ring;

/// <summary>Arithmetic on whole polynomials, limb by limb, the limbs shared among workers.</summary>
/// <remarks>
/// Operands and destination belong to one ring and have the same primes limb by limb; operands may have further limbs,
/// which are ignored. The destination may be an operand unless said otherwise, and takes the operands' form. Violations
/// throw <see cref="ArgumentException"/>.
/// </remarks>
public static partial class RingOperations
{
    /// <summary>destination = x + y.</summary>
    public static void Add(RnsPolynomial x, RnsPolynomial y, RnsPolynomial destination, IWorkers workers) =>
        Binary<AddModular>(x, y, destination, workers);

    /// <summary>destination = x - y.</summary>
    public static void Subtract(RnsPolynomial x, RnsPolynomial y, RnsPolynomial destination, IWorkers workers) =>
        Binary<SubtractModular>(x, y, destination, workers);

    /// <summary>destination = -x.</summary>
    public static void Negate(RnsPolynomial x, RnsPolynomial destination, IWorkers workers) =>
        Unary<SubtractFromScalar>(x, new double[destination.LimbCount], destination, workers);

    /// <summary>destination = x * y, all in NTT form.</summary>
    public static void Multiply(RnsPolynomial x, RnsPolynomial y, RnsPolynomial destination, IWorkers workers)
    {
        RequireNtt(x);
        Binary<MultiplyModular>(x, y, destination, workers);
    }

    /// <summary>destination += x * y, all in NTT form.</summary>
    public static void MultiplyThenAdd(RnsPolynomial x, RnsPolynomial y, RnsPolynomial destination, IWorkers workers)
    {
        RequireNtt(x);
        RequireSameForm(x, y);
        RequireSameForm(x, destination);
        RequirePrimes(x, destination);
        RequirePrimes(y, destination);

        workers.ForOnePassOver(destination).Run(destination.LimbCount, i => TernaryDriver<MultiplyThenAddModular>.Run(
            destination.Ring.Lanes, x.Limb(i), y.Limb(i), destination.Limb(i), destination.Limb(i), destination.Modulus(i)));
    }

    /// <summary>destination = x * scalars[i] modulo prime i; the scalars are balanced (see <see cref="RnsPolynomial.BalancedScalars"/>).</summary>
    public static void MultiplyScalar(RnsPolynomial x, double[] scalars, RnsPolynomial destination, IWorkers workers) =>
        Unary<MultiplyScalar>(x, scalars, destination, workers);

    /// <summary>destination += x * scalars[i] modulo prime i; the scalars are balanced.</summary>
    public static void MultiplyScalarThenAdd(RnsPolynomial x, double[] scalars, RnsPolynomial destination, IWorkers workers)
    {
        RequireSameForm(x, destination);
        RequirePrimes(x, destination);

        workers.ForOnePassOver(destination).Run(destination.LimbCount, i => BinaryDriver<MultiplyScalarThenAdd>.Run(
            destination.Ring.Lanes, x.Limb(i), destination.Limb(i), destination.Limb(i), destination.Modulus(i), scalars[i]));
    }

    /// <summary>destination = x + scalars[i] modulo prime i in every residue: in NTT form the constant polynomial is added.</summary>
    public static void AddScalar(RnsPolynomial x, double[] scalars, RnsPolynomial destination, IWorkers workers) =>
        Unary<AddScalar>(x, scalars, destination, workers);

    /// <summary>destination = x(X^g), in either form. The destination is not the operand.</summary>
    public static void Automorphism(RnsPolynomial x, uint galoisElement, RnsPolynomial destination, IWorkers workers)
    {
        RequirePrimes(x, destination);

        if (ReferenceEquals(x, destination))
        {
            throw new ArgumentException("An automorphism cannot work in place; pass another destination.", nameof(destination));
        }

        AutomorphismTable table = x.Ring.AutomorphismTable(galoisElement);
        destination.IsNtt = x.IsNtt;

        workers.ForOnePassOver(destination).Run(destination.LimbCount, i =>
        {
            if (x.IsNtt)
            {
                Permutation.Run(x.Limb(i), table.Indices, destination.Limb(i));
            }
            else
            {
                table.ApplyToCoefficients(x.Limb(i), destination.Limb(i));
            }
        });
    }

    private static void Unary<TOperator>(RnsPolynomial x, double[] scalars, RnsPolynomial destination, IWorkers workers)
        where TOperator : struct, IUnaryOperator
    {
        RequirePrimes(x, destination);
        destination.IsNtt = x.IsNtt;

        workers.ForOnePassOver(destination).Run(destination.LimbCount, i => UnaryDriver<TOperator>.Run(
            destination.Ring.Lanes, x.Limb(i), destination.Limb(i), destination.Modulus(i), scalars[i]));
    }

    private static void Binary<TOperator>(RnsPolynomial x, RnsPolynomial y, RnsPolynomial destination, IWorkers workers)
        where TOperator : struct, IBinaryOperator
    {
        RequireSameForm(x, y);
        RequirePrimes(x, destination);
        RequirePrimes(y, destination);
        destination.IsNtt = x.IsNtt;

        workers.ForOnePassOver(destination).Run(destination.LimbCount, i => BinaryDriver<TOperator>.Run(
            destination.Ring.Lanes, x.Limb(i), y.Limb(i), destination.Limb(i), destination.Modulus(i)));
    }

    private static void RequirePrimes(RnsPolynomial operand, RnsPolynomial destination)
    {
        if (!ReferenceEquals(operand.Ring, destination.Ring))
        {
            throw new ArgumentException("Operand and destination belong to different rings; use one RingContext.");
        }

        if (operand.LimbCount < destination.LimbCount || !operand.PrimeIndices[..destination.LimbCount].SequenceEqual(destination.PrimeIndices))
        {
            throw new ArgumentException(
                $"The operand has primes [{string.Join(' ', operand.PrimeIndices.ToArray())}], the destination "
                + $"[{string.Join(' ', destination.PrimeIndices.ToArray())}]; the operand's must begin with the destination's.");
        }
    }

    private static void RequireSameForm(RnsPolynomial x, RnsPolynomial y)
    {
        if (x.IsNtt != y.IsNtt)
        {
            throw new ArgumentException("One polynomial is in NTT form, the other in coefficient form; transform one.");
        }
    }

    private static void RequireNtt(RnsPolynomial x)
    {
        if (!x.IsNtt)
        {
            throw new ArgumentException("The polynomial is in coefficient form; this operation needs NTT form.");
        }
    }
}
