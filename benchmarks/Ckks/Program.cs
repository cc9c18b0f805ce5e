using System.Globalization;
using PowerSoftmax.Ckks.Benchmarks;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;

// Usage: [logN levels logScale specialPrimes threads]   medians at the highest level
//        costs SOURCE                                   the compiler's cost table as JSON; SOURCE describes the machine
if (args is ["costs", string source])
{
    // What a second thread adds depends on the rest of the machine; the shipped share is kept.
    Console.WriteLine(new CostTable(source, CostTable.Default().ParallelGain, [.. Enumerable.Range(12, 6).Select(CostCases.Row)]).ToJson());

    return;
}

int[] numbers = [.. args.Select(static text => int.Parse(text, CultureInfo.InvariantCulture))];
int[] defaults = [15, 14, 45, 3, 1];
numbers = [.. numbers, .. defaults.Skip(numbers.Length)];

ChainRequest request = new(numbers[0], Math.Max(1, numbers[1]), numbers[2], 48, numbers[3]);
CkksParametersLiteral literal = PrimeSelection.Select(request);

if (SecurityTable.Log2(literal.Q.Concat(literal.P)) > (SecurityTable.Budget(numbers[0]) ?? 0))
{
    literal = literal with { Security = SecurityLevel.InsecureTest };
}

CkksParameters parameters = CkksParameters.Create(literal);
using Workers workers = new(numbers[4]);

Console.WriteLine(parameters.Certificate);
Console.WriteLine($"threads       {workers.Count}");

foreach ((string operation, Timing timing) in new CkksCases(parameters, workers).All())
{
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{operation,-36} {timing.Wall,9:F2} ms on the clock {timing.Processor,9:F2} ms of processor"));
}
