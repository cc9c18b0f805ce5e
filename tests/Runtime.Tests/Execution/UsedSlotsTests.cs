using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Ir.Weights;
using PowerSoftmax.TestSupport;

namespace PowerSoftmax.Runtime.Tests.Execution;

/// <summary>Garbage in a slot that is not used changes nothing, garbage in one that is used changes an output.</summary>
public sealed class UsedSlotsTests
{
    private static readonly Module Transformer = Load();

    private static readonly Graph Graph = Transformer.Find(ModuleKeys.Circuit)!;

    private static readonly IReadOnlyList<bool[]> Used = UsedSlots.Of(Graph, Transformer.Weights);

    private static readonly double[] Clean = Run(static (_, _) => { });

    public static TheoryData<string> Polynomials => [.. Graph.Ops<CkksPolynomial>().Select(static op => op.Node.Name)];

    [Theory]
    [MemberData(nameof(Polynomials))]
    public void WhatUnusedSlotsHoldDoesNotMatter(string name)
    {
        Random random = new(3);
        int changed = 0;
        double[] outputs = Run((node, operand) =>
        {
            for (int slot = 0; node.Name == name && slot < operand.Length; slot++)
            {
                if (!Used[node.Id.Index][slot])
                {
                    operand[slot] = (2 * random.NextDouble()) - 1;
                    changed++;
                }
            }
        });

        Assert.Equal(Clean, outputs);
        Assert.True(changed > 0, "a circuit whose slots are all used shows nothing");
    }

    [Theory]
    [MemberData(nameof(Polynomials))]
    public void EveryUsedSlotHasASay(string name)
    {
        int[] used = [.. Used[Graph.Nodes.Single(node => node.Op is CkksPolynomial && node.Name == name).Id.Index].Index().Where(static slot => slot.Item).Select(static slot => slot.Index)];
        Assert.NotEmpty(used);
        Assert.All(used.Where((_, index) => index % 37 == 0), slot => Assert.NotEqual(Clean, Run((node, operand) =>
        {
            if (node.Name == name)
            {
                operand[slot] += 0.5;
            }
        })));
    }

    /// <summary>The circuit's outputs where the operand of a node may be changed.</summary>
    private static double[] Run(Action<Node, double[]> change)
    {
        CkksInterpreter interpreter = new(Graph, Transformer.Weights)
        {
            // Polynomials do not share their operand with another node: it is a sum of its own.
            Observe = (node, operands) =>
            {
                if (node.Op is CkksPolynomial)
                {
                    change(node, operands[0]);
                }
            },
        };
        double[] x = [.. Enumerable.Range(0, 128).Select(static i => 0.3 * Math.Sin(i))];
        return interpreter.Run(new Dictionary<string, Tensor>
        {
            ["x"] = new(ElementType.Float64, Shape.Of(8, 16), x),
            ["x.centered"] = new(ElementType.Float64, Shape.Of(8, 16), x),
        })["logits"].Values;
    }

    private static Module Load()
    {
        string path = RepositoryRoot.File("tests/Generator.Tests/Circuits/transformer.psir");
        Module module = ModuleReader.Read(File.ReadAllText(path));
        return module with { Weights = WeightFile.Read(File.ReadAllBytes(Path.ChangeExtension(path, ".psw")), module.Weights, module.Meta(ModuleKeys.WeightsSha256)) };
    }
}
