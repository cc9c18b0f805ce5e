using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>The operands of a linear transform rotated by every baby step, and what giant steps do with them and with sums of products of them.</summary>
/// <remarks>Cost: one decomposition of each ciphertext that is rotated, then what the form says of a rotation. Ciphertexts that are read only may be read by several threads.</remarks>
/// <typeparam name="T">Their form: ciphertexts modulo Q, or modulo QP and not yet divided by P.</typeparam>
internal abstract class BabyRotations<T>(Evaluator evaluator) : IDisposable
    where T : class, IDisposable
{
    private readonly Dictionary<(int Operand, int Steps), T> rotations = [];

    protected Evaluator Evaluator => evaluator;

    /// <summary>Rotations of one ciphertext at a time.</summary>
    protected abstract int RotationsAtOnce { get; }

    /// <summary>The rotated ciphertext that a product reads.</summary>
    public T this[BabyTerm term] => rotations[(term.Operand, term.Baby)];

    /// <summary>Sums of products in one pass over the rotations.</summary>
    public abstract T[] SumsOfProducts(IReadOnlyList<PlainProducts<T>> sums);

    /// <summary>sum += summand.</summary>
    public abstract void AddTo(T sum, T summand);

    /// <summary>Adds the sum of the giant step by 0 to the others of its result, and takes it over.</summary>
    public abstract void AddUnrotated(GiantTotals totals, int result, T sum);

    /// <summary>Makes a sum the ciphertext that a giant step rotates, and takes it over.</summary>
    public abstract Ciphertext ToRotate(T sum);

    /// <summary>Computes the rotations, ciphertext by ciphertext; once.</summary>
    /// <param name="input">Of one level; live longer than this object.</param>
    /// <param name="steps">Of each of them, ascending.</param>
    /// <param name="cancellationToken">Honored between rotations.</param>
    public void Compute(IReadOnlyList<Ciphertext> input, IReadOnlyList<IReadOnlyList<int>> steps, CancellationToken cancellationToken)
    {
        for (int operand = 0; operand < input.Count; operand++)
        {
            if (steps[operand].Contains(0))
            {
                rotations.Add((operand, 0), Unrotated(input[operand]));
            }

            Rotate((operand, input[operand]), [.. steps[operand].Where(static rotation => rotation != 0)], cancellationToken);
        }
    }

    public void Dispose()
    {
        foreach (((_, int steps), T rotation) in rotations)
        {
            Free(rotation, steps);
        }
    }

    /// <summary>The rotation by 0.</summary>
    protected abstract T Unrotated(Ciphertext x);

    /// <summary>Some rotations, none by 0, in the order of their steps.</summary>
    protected abstract T[] Rotated(Ciphertext x, Decomposition digits, int[] steps);

    /// <summary>Disposes a rotation that is this object's.</summary>
    protected abstract void Free(T rotation, int steps);

    private void Rotate((int Index, Ciphertext Ciphertext) operand, int[] steps, CancellationToken cancellationToken)
    {
        if (steps.Length == 0)
        {
            return;
        }

        IndependentWork work = IndependentCiphertexts.WorkAt(evaluator, operand.Ciphertext.Level);

        // Few enough to be stopped soon, and a share for every thread.
        int[][] groups = [.. steps.Chunk(Math.Clamp((steps.Length + work.AtOnce - 1) / work.AtOnce, 1, RotationsAtOnce))];
        using Decomposition digits = evaluator.Decompose(operand.Ciphertext);
        work.Run(
            groups.Length,
            group =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                return new Group(Rotated(operand.Ciphertext, digits, groups[group]));
            },
            (group, some) => TakeOver(operand.Index, groups[group], some));
    }

    private void TakeOver(int operand, int[] steps, Group some)
    {
        for (int i = 0; i < steps.Length; i++)
        {
            rotations.Add((operand, steps[i]), some.Ciphertexts[i]);
        }
    }

    private sealed class Group(T[] ciphertexts) : IDisposable
    {
        public T[] Ciphertexts => ciphertexts;

        public void Dispose() => Array.ForEach(ciphertexts, static ciphertext => ciphertext.Dispose());
    }
}
