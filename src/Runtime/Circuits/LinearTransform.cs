using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Weights;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>Applies planned linear transforms to ciphertexts: baby steps from one decomposition of each, sums of products, one rescale of each result. Thread-safe.</summary>
/// <remarks>
/// Giant rotations are gathered modulo QP and divided by P once. Baby rotations stay modulo QP as well, so that a giant step costs one
/// division by P instead of one a baby (double hoisting; Bossuat, Mouchet, Troncoso-Pastoriza, Hubaux, eprint 2020/1203, section 4), or
/// they are divided, so that products work modulo Q: the plan says which. Without baby rotations products work modulo Q too.
/// Where the plan says so, two real ciphertexts go as one complex one, for half of the products; what is wanted is then half of the sum with the conjugate.
/// Memory: all baby rotations of the ciphertexts of a part (<see cref="LinearTransformPlan.Parts"/>), which all results of that read.
/// </remarks>
public sealed class LinearTransform(Evaluator evaluator)
{
    /// <summary>The transform of one ciphertext to one.</summary>
    /// <inheritdoc cref="Apply(IReadOnlyList{Ciphertext}, LinearTransformPlan, IDiagonalPlaintexts, Scale, CancellationToken)"/>
    /// <returns>A new ciphertext.</returns>
    public Ciphertext Apply(
        Ciphertext input, LinearTransformPlan plan, IDiagonalPlaintexts diagonals, Scale scale, CancellationToken cancellationToken = default) =>
        Apply([input], plan, diagonals, scale, cancellationToken)[0];

    /// <summary>The transform of the slots, one level below the input.</summary>
    /// <param name="input">Alike, of degree 1, at least one level left.</param>
    /// <param name="plan">What to compute.</param>
    /// <param name="diagonals">Encoded diagonals of the plan.</param>
    /// <param name="scale">Scale of the results, exactly.</param>
    /// <param name="cancellationToken">Honored between key switches.</param>
    /// <returns>New ciphertexts.</returns>
    /// <exception cref="ArgumentException">The plan is for another number of ciphertexts.</exception>
    public Ciphertext[] Apply(
        IReadOnlyList<Ciphertext> input, LinearTransformPlan plan, IDiagonalPlaintexts diagonals, Scale scale, CancellationToken cancellationToken = default)
    {
        if (input.Count != plan.OperandCount)
        {
            throw new ArgumentException($"the plan is for {plan.OperandCount} ciphertexts, {input.Count} are given", nameof(input));
        }

        return plan.Packing switch
        {
            ComplexPacking.None => Sums(input, plan, diagonals, scale, cancellationToken),
            ComplexPacking.Results when plan.KeepsPairs => Sums(input, plan, diagonals, scale, cancellationToken),
            ComplexPacking.Operands when plan.KeepsPairs => Below(input, cancellationToken).RealParts(Sums(input, plan, diagonals, scale, cancellationToken)),
            ComplexPacking.Operands => RealParts(input, plan, diagonals, scale, cancellationToken),
            ComplexPacking.Results => Parts(input, plan, diagonals, scale, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(plan), plan.Packing, "unknown packing"),
        };
    }

    private Ciphertext[] RealParts(
        IReadOnlyList<Ciphertext> input, LinearTransformPlan plan, IDiagonalPlaintexts diagonals, Scale scale, CancellationToken cancellationToken)
    {
        using OwnedCiphertexts pairs = new(new PairedCiphertexts(evaluator, input[0].Level, cancellationToken).Join(input));

        return Below(input, cancellationToken).RealParts(Sums(pairs.Ciphertexts, plan, diagonals, scale, cancellationToken));
    }

    private Ciphertext[] Parts(
        IReadOnlyList<Ciphertext> input, LinearTransformPlan plan, IDiagonalPlaintexts diagonals, Scale scale, CancellationToken cancellationToken) =>
        Below(input, cancellationToken).Parts(Sums(input, plan, diagonals, scale, cancellationToken), plan.Shape.Results);

    private PairedCiphertexts Below(IReadOnlyList<Ciphertext> input, CancellationToken cancellationToken) => new(evaluator, input[0].Level - 1, cancellationToken);

    private Ciphertext[] Sums(
        IReadOnlyList<Ciphertext> input, LinearTransformPlan plan, IDiagonalPlaintexts diagonals, Scale scale, CancellationToken cancellationToken)
    {
        Scale plainScale = scale * new Scale(evaluator.Parameters.Set.Q[input[0].Level.Value]) / input[0].Scale.Value;
        TransformWork work = new(evaluator, diagonals, new PlaintextForm(input[0].Level, plainScale, plan.IsExtended), cancellationToken);
        Ciphertext?[] sums = plan.IsExtended
            ? Sums(() => new ExtendedBabies(evaluator), input, plan, work)
            : Sums(() => new DividedBabies(evaluator), input, plan, work);

        return [.. sums.Select(sum => sum ?? Zero(input[0], plainScale))];
    }

    private static Ciphertext?[] Sums<T>(Func<BabyRotations<T>> rotations, IReadOnlyList<Ciphertext> input, LinearTransformPlan plan, TransformWork work)
        where T : class, IDisposable
    {
        GiantBounds bounds = work.BoundsOf(plan);
        Ciphertext?[] sums = new Ciphertext?[plan.Giants.Count];
        try
        {
            foreach (MapParts part in plan.Parts)
            {
                using BabyRotations<T> babies = rotations();
                babies.Compute(input, plan.BabiesOf(part), work.CancellationToken);
                Ciphertext?[] own = new GiantSteps<T>(work, babies).Sum([.. part.Results.Select(result => plan.Giants[result])], bounds);
                for (int i = 0; i < own.Length; i++)
                {
                    sums[part.Results[i]] = own[i];
                }
            }

            return sums;
        }
        catch
        {
            Array.ForEach(sums, static sum => sum?.Dispose());
            throw;
        }
    }

    private Ciphertext Zero(Ciphertext input, Scale plainScale)
    {
        using Ciphertext zero = evaluator.MultiplyConstant(input, 0, plainScale);
        return evaluator.Rescale(zero);
    }
}
