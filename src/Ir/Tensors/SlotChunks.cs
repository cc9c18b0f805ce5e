using System;
#if NET
using System.Threading.Tasks;
#endif

namespace PowerSoftmax.Ir.Tensors;

/// <summary>Work on the slots of a value that does not depend on each other, chunk by chunk; large values use all processors.</summary>
public static class SlotChunks
{
#if NET
    private const int Size = 1 << 16;

    // Below these many slots a second thread gains nothing.
    private const int Large = 1 << 18;
#endif

    /// <param name="count">Slots.</param>
    /// <param name="body">Does those from the first to before the last; called by several threads.</param>
    public static void Run(int count, Action<int, int> body)
    {
#if NET
        if (count >= Large)
        {
            Parallel.For(0, (count + Size - 1) / Size, chunk => body(chunk * Size, Math.Min(count, (chunk + 1) * Size)));
            return;
        }
#endif
        body(0, count);
    }

    /// <summary>The values of a function at every slot.</summary>
    /// <param name="slots">Its arguments.</param>
    /// <param name="function">Called by several threads.</param>
    public static double[] Map(double[] slots, Func<double, double> function)
    {
        double[] values = new double[slots.Length];
        Run(values.Length, (from, to) =>
        {
            for (int slot = from; slot < to; slot++)
            {
                values[slot] = function(slots[slot]);
            }
        });
        return values;
    }
}
