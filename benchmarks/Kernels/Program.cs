using System.Globalization;
using PowerSoftmax.Kernels.Benchmarks;
using PowerSoftmax.Runtime.Kernels;

// Usage: [lane width ...]; without arguments the widest one of this machine. Prints medians and minima in microseconds.
LaneWidth[] widths = args.Length == 0
    ? [KernelDispatch.Best]
    : [.. args.Select(text => (LaneWidth)int.Parse(text, CultureInfo.InvariantCulture))];

Console.WriteLine($"{"lanes",-10} {"N",-6} {"operation",-28} {"us",9} {"least",9}");

foreach (LaneWidth width in widths.Where(KernelDispatch.IsSupported))
{
    foreach (int logN in new[] { 12, 13, 14, 15, 16 })
    {
        foreach (Measurement measurement in RingCases.All(logN, width))
        {
            string time = measurement.Microseconds.ToString("F1", CultureInfo.InvariantCulture);
            string least = measurement.Least.ToString("F1", CultureInfo.InvariantCulture);

            Console.WriteLine($"{width,-10} 2^{logN,-4} {measurement.Operation,-28} {time,9} {least,9}");
        }
    }
}
