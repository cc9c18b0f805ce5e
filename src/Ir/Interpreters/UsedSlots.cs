using System;
using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Ir.Interpreters;

/// <summary>Which slots of each value of a Ckks circuit have a say in its outputs; what the others hold does not matter.</summary>
/// <remarks>
/// Backwards from the slots that the client reads. A slot that is multiplied by a zero of a mask, of a matrix or of an unfilled input has
/// no say. Exact but for zeros that only arise from values. Cost: one look at every slot of every operation, and every diagonal.
/// </remarks>
public sealed class UsedSlots
{
    private readonly Graph graph;
    private readonly FilledSlots algebra;
    private readonly int slotCount;
    private readonly bool[][] filled;
    private readonly bool[][] used;

    private UsedSlots(Graph graph, WeightTable weights)
    {
        this.graph = graph;
        slotCount = CircuitSlots.CountOf(graph);
        algebra = new FilledSlots(slotCount, weights);
        filled = new bool[graph.Nodes.Count][];
        used = new bool[graph.Nodes.Count][];
    }

    /// <summary>By value of the graph, then by slot, those of a bundle one ciphertext after the other.</summary>
    /// <param name="graph">A graph of the Ckks dialect.</param>
    /// <param name="weights">The module's weights, with their values.</param>
    /// <exception cref="IrException">The graph has ops of another dialect.</exception>
    public static IReadOnlyList<bool[]> Of(Graph graph, WeightTable weights)
    {
        UsedSlots slots = new(graph, weights);
        slots.Fill();
        slots.Use();
        return slots.used;
    }

    /// <summary>Forwards: which slots may be other than zero.</summary>
    private void Fill()
    {
        foreach (Node node in graph.Nodes)
        {
            filled[node.Id.Index] = node.Op is CkksOp op
                ? op.Apply(op.Inputs.Select(input => filled[input.Index]).ToArray(), algebra)
                : throw new IrException($"'{node.Name}' ({node.Op.Mnemonic}) is not an op of the Ckks dialect");
            used[node.Id.Index] = new bool[filled[node.Id.Index].Length];
        }
    }

    /// <summary>Backwards: which slots reach a slot that is used.</summary>
    private void Use()
    {
        foreach (Node node in graph.Nodes.Reverse())
        {
            bool[] here = used[node.Id.Index];
            if (node.Op is CkksOutput output)
            {
                foreach (int slot in SlotIndices.Read(output.Layout))
                {
                    here[slot] = true;
                }
            }

            Use(node, here);
        }
    }

    private void Use(Node node, bool[] here)
    {
        switch (node.Op)
        {
            case CkksInput:
                break;
            case CkksMultiply product:
                Mark(product.Inputs[0], here, filled[product.Inputs[1].Index]);
                Mark(product.Inputs[1], here, filled[product.Inputs[0].Index]);
                break;
            case CkksMultiplyPairs product:
                UsePairs(product, here);
                break;
            case CkksInnerProduct product:
                bool[] everywhere = algebra.Join([.. Enumerable.Repeat(here, filled[product.Left.Index].Length / slotCount)]);
                Mark(product.Left, everywhere, filled[product.Right.Index]);
                Mark(product.Right, everywhere, filled[product.Left.Index]);
                break;
            case CkksMultiplyPlain product:
                Mark(product.Input, here, algebra.Plain(product.Weight, product.Plain));
                break;
            case CkksPolynomial { Factor: { } factor } polynomial:
                Mark(polynomial.Input, here, algebra.Plain(factor.Weight, factor.Plain));
                break;
            case CkksRotate rotate:
                Mark(rotate.Input, algebra.Rotate(here, -rotate.Steps));
                break;
            case CkksSumSlots sum:
                Mark(sum.Input, Rotation.Sum(here, sum.Steps.Reverse().Select(static step => -step), algebra));
                break;
            case CkksLinearMap map:
                bool[] operand = used[map.Input.Index];
                algebra.ForEachTerm(map.Weight, map.Map, (to, from) => operand[from] |= here[to]);
                break;
            case CkksPart part:
                MarkRun(part.Input, part.First * slotCount, here, 0, here.Length);
                break;
            case CkksJoin join:
                UseParts(join, here);
                break;
            case CkksSum sum:
                for (int first = 0; first < used[sum.Input.Index].Length; first += slotCount)
                {
                    MarkRun(sum.Input, first, here, 0, slotCount);
                }

                break;
            case CkksAdd or CkksAddPlain or CkksAddScalar or CkksMultiplyScalar or CkksPolynomial or CkksRelinearize or CkksRescale
                or CkksMatchLevel or CkksDropLevel or CkksBootstrap or CkksPair or CkksRealPart or CkksOutput:
                node.Op.Inputs.ToList().ForEach(input => Mark(input, here));
                break;
            default:
                throw new IrException($"'{node.Name}' ({node.Op.Mnemonic}) has no rule for which slots of its operands it uses");
        }
    }

    private void UsePairs(CkksMultiplyPairs product, bool[] here)
    {
        for (int operand = 0; operand < product.Operands.Count; operand += 2)
        {
            (ValueId factors, ValueId pairs) = (product.Operands[operand], product.Operands[operand + 1]);
            int length = used[pairs.Index].Length;
            for (int address = 0; address < here.Length; address++)
            {
                int factor = (address / length * slotCount) + (address % slotCount);
                used[factors.Index][factor] |= here[address] && filled[pairs.Index][address % length];
                used[pairs.Index][address % length] |= here[address] && filled[factors.Index][factor];
            }
        }
    }

    private void UseParts(CkksJoin join, bool[] here)
    {
        int first = 0;
        foreach (ValueId part in join.Parts)
        {
            int length = used[part.Index].Length;
            MarkRun(part, 0, here, first, length);
            first += length;
        }
    }

    private void MarkRun(ValueId value, int target, bool[] slots, int source, int length)
    {
        for (int i = 0; i < length; i++)
        {
            used[value.Index][target + i] |= slots[source + i];
        }
    }

    private void Mark(ValueId value, bool[] slots, bool[]? where = null)
    {
        bool[] target = used[value.Index];
        for (int slot = 0; slot < target.Length; slot++)
        {
            target[slot] |= slots[slot] && (where is null || where[slot]);
        }
    }
}
