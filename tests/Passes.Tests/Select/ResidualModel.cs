using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Select;

/// <summary>Layers x = x + W (V x)^2 on four numbers: three levels each, and slots that stay between -1 and 1.</summary>
internal static class ResidualModel
{
    public const int LevelsALayer = 3;

    public static Module Of(int layers)
    {
        string lines = string.Concat(Enumerable.Range(0, layers).Select(static layer => Layer(4 * layer)));
        return GraphText.Read(
            $$"""
            weight "in" : Float64 4x4 = 0.3
            weight "out" : Float64 4x4 = -0.1
            graph "circuit" {
              %0 = tensor.input() {name = "x", type = "Float64 4"}
            {{lines}}
              return "y" %{{4 * layers}}
            }
            """);
    }

    public static CompilationResult Compile(int layers, CompilerOptions options) => new CircuitCompiler(options, CostTable.Default()).Run(
        Of(layers),
        [new Dictionary<string, Tensor> { ["x"] = new Tensor(ElementType.Float64, Shape.Of(4), [0.9, -0.5, 0.25, 0.75]) }],
        new DiagnosticBag());

    private static string Layer(int input) =>
        $"%{input + 1} = tensor.linear(%{input}) {{weight = \"in\"}}\n%{input + 2} = tensor.multiply(%{input + 1}, %{input + 1})\n"
        + $"%{input + 3} = tensor.linear(%{input + 2}) {{weight = \"out\"}}\n%{input + 4} = tensor.add(%{input}, %{input + 3})\n";
}
