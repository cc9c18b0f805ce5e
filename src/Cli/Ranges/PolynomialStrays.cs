using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Runtime.Execution;

namespace PowerSoftmax.Cli.Ranges;

/// <summary>Watches a circuit that runs in the clear: which arguments of its polynomials leave their intervals.</summary>
/// <remarks>Only slots that reach an output count; the others hold whatever comes. Not thread-safe.</remarks>
/// <param name="circuit">The circuit to be watched.</param>
internal sealed class PolynomialStrays(Circuit circuit)
{
    /// <summary>What rounding may add to an argument at the end of [-1, 1].</summary>
    private const double Rounding = 1e-9;

    private readonly IReadOnlyList<bool[]> used = UsedSlots.Of(circuit.Graph, circuit.Module.Weights);
    private readonly Dictionary<ValueId, StrayingFunction> functions = [];
    private List<PolynomialStray> found = [];

    /// <summary>To be told every operation of a run in the clear.</summary>
    public void Observe(Node node, IReadOnlyList<double[]> operands)
    {
        if (node.Op is CkksPolynomial polynomial && Find(node, polynomial, operands[0]) is { } stray)
        {
            found.Add(stray);
        }
    }

    /// <summary>What was found since the last call, in the order of the circuit.</summary>
    public IReadOnlyList<PolynomialStray> Take()
    {
        List<PolynomialStray> taken = found;
        found = [];
        return taken;
    }

    private PolynomialStray? Find(Node node, CkksPolynomial polynomial, double[] arguments)
    {
        double[] counted = [.. arguments.Where((_, slot) => used[node.Id.Index][slot]).Select(argument => argument / polynomial.Bound)];
        double[] outside = [.. counted.Where(static argument => !(Math.Abs(argument) <= 1 + Rounding))];
        if (outside.Length == 0)
        {
            return null;
        }

        if (!functions.TryGetValue(node.Id, out StrayingFunction? function))
        {
            functions[node.Id] = function = StrayingFunction.Of(circuit.Module, node.Name, polynomial);
        }

        double farthest = outside.MaxBy(static argument => double.IsNaN(argument) ? double.PositiveInfinity : Math.Abs(argument));
        return new PolynomialStray(
            node.Name,
            function.Function?.Name ?? "polynomial",
            function.Interval.Low,
            function.Interval.High,
            function.Interval.FromUnit(farthest),
            (Math.Abs(farthest) - 1) / 2,
            function.ErrorAt(farthest),
            function.IsRelative,
            outside.Length,
            counted.Length);
    }
}
