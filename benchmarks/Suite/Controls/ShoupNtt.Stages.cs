using System.Runtime.CompilerServices;

namespace PowerSoftmax.Benchmarks.Suite.Controls;

/// <content>The loops. Four butterflies a step where a block has as many: their multiplications are independent, so they overlap.</content>
public sealed unsafe partial class ShoupNtt
{
    // Residues stay in [0, 4 p): u + v and u - v + 2 p with both below 2 p.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ForwardStages(ulong* residues, ShoupFactor* twiddles, int degree, ulong prime)
    {
        ulong twice = 2 * prime;
        nint gap = degree / 2;

        for (int blocks = 1; blocks < degree; blocks <<= 1, gap >>= 1)
        {
            ulong* x = residues;

            for (int block = 0; block < blocks; block++, x += gap)
            {
                ShoupFactor w = twiddles[blocks + block];
                ulong* y = x + gap, end = y;

                if (gap >= 4)
                {
                    for (; x < end; x += 4, y += 4)
                    {
                        ulong u0 = Scalar.SubtractOnce(x[0], twice), u1 = Scalar.SubtractOnce(x[1], twice);
                        ulong u2 = Scalar.SubtractOnce(x[2], twice), u3 = Scalar.SubtractOnce(x[3], twice);
                        ulong v0 = w.MultiplyLazy(y[0], prime), v1 = w.MultiplyLazy(y[1], prime);
                        ulong v2 = w.MultiplyLazy(y[2], prime), v3 = w.MultiplyLazy(y[3], prime);
                        (x[0], y[0]) = (u0 + v0, u0 - v0 + twice);
                        (x[1], y[1]) = (u1 + v1, u1 - v1 + twice);
                        (x[2], y[2]) = (u2 + v2, u2 - v2 + twice);
                        (x[3], y[3]) = (u3 + v3, u3 - v3 + twice);
                    }
                }
                else
                {
                    for (; x < end; x++, y++)
                    {
                        ulong u = Scalar.SubtractOnce(*x, twice), v = w.MultiplyLazy(*y, prime);
                        (*x, *y) = (u + v, u - v + twice);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReduceFully(ulong* residues, int degree, ulong prime)
    {
        for (nint i = 0; i < degree; i++)
        {
            residues[i] = Scalar.SubtractOnce(Scalar.SubtractOnce(residues[i], 2 * prime), prime);
        }
    }

    // Residues stay in [0, 2 p). All stages but the last, which has one block.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InverseStages(ulong* residues, ShoupFactor* twiddles, int degree, ulong prime)
    {
        ulong twice = 2 * prime;
        nint gap = 1;

        for (int blocks = degree / 2; blocks > 1; blocks >>= 1, gap <<= 1)
        {
            ulong* x = residues;

            for (int block = 0; block < blocks; block++, x += gap)
            {
                ShoupFactor w = twiddles[blocks + block];
                ulong* y = x + gap;

                ulong* end = y;

                if (gap >= 4)
                {
                    for (; x < end; x += 4, y += 4)
                    {
                        ulong u0 = x[0], u1 = x[1], u2 = x[2], u3 = x[3];
                        ulong v0 = y[0], v1 = y[1], v2 = y[2], v3 = y[3];
                        (x[0], y[0]) = (Scalar.SubtractOnce(u0 + v0, twice), w.MultiplyLazy(u0 - v0 + twice, prime));
                        (x[1], y[1]) = (Scalar.SubtractOnce(u1 + v1, twice), w.MultiplyLazy(u1 - v1 + twice, prime));
                        (x[2], y[2]) = (Scalar.SubtractOnce(u2 + v2, twice), w.MultiplyLazy(u2 - v2 + twice, prime));
                        (x[3], y[3]) = (Scalar.SubtractOnce(u3 + v3, twice), w.MultiplyLazy(u3 - v3 + twice, prime));
                    }
                }
                else
                {
                    for (; x < end; x++, y++)
                    {
                        ulong u = *x, v = *y;
                        (*x, *y) = (Scalar.SubtractOnce(u + v, twice), w.MultiplyLazy(u - v + twice, prime));
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LastInverseStage(ulong* x, nint gap, ulong prime, ShoupFactor sumFactor, ShoupFactor differenceFactor)
    {
        ulong* y = x + gap;

        for (nint i = 0; i < gap; i++)
        {
            ulong u = x[i], v = y[i];
            x[i] = Scalar.SubtractOnce(sumFactor.MultiplyLazy(u + v, prime), prime);
            y[i] = Scalar.SubtractOnce(differenceFactor.MultiplyLazy(u - v + (2 * prime), prime), prime);
        }
    }
}
