using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Answers;

/// <summary>Rewrites an output that is a sum over slots of matrix products so that all its slots hold outputs or zero. Costs no level.</summary>
/// <remarks>
/// A sum over the lower bits of the slot address leaves partial sums beside the whole ones. Sums and products are linear, so what can
/// be summed before the products is; each product then writes the output's elements to low address bits, best those along which its
/// operands are repeated, and zeros where they hold anything else; and the features above these bits, up to the highest, are summed
/// last: such a sum is cyclic and leaves copies. Biases are added after it.
/// </remarks>
internal sealed class SumOntoCopies
{
    private readonly GraphRewriter rewriter;
    private readonly List<SummedProduct> products = [];
    private readonly List<(Node Node, PackedAddPlain Op)> biases = [];
    private int[] produced = [];
    private int[] kept = [];
    private bool[] repeated = [];

    private SumOntoCopies(GraphRewriter rewriter) => this.rewriter = rewriter;

    private int Lowest => kept[0];

    private int BitCount => products[0].Operand.BitCount();

    /// <summary>The module with the output's last part rewritten; null where it has another form or the copies are too few.</summary>
    /// <param name="module">With a Packed circuit.</param>
    /// <param name="tensor">Name of the output.</param>
    public static Module? Run(Module module, string tensor)
    {
        bool found = false;
        Module rewritten = HideAnswers.Replace(module, (rewriter, node, output) =>
        {
            ValueId? replacement = output.Tensor == tensor ? new SumOntoCopies(rewriter).Rewrite(node, output) : null;
            found |= replacement is not null;
            return replacement;
        });
        return found ? rewritten : null;
    }

    private ValueId? Rewrite(Node node, PackedOutput output)
    {
        Node sum = rewriter.Source[output.Input];
        if (output.Layout.CiphertextCount > 1 || sum.Op is not PackedSumSlots { Steps: var steps } || rewriter.Uses(sum.Id) != 1 || !steps.All(static step => step > 0 && (step & (step - 1)) == 0))
        {
            return null;
        }

        int[] positions = [.. steps.Select(static step => System.Numerics.BitOperations.Log2((ulong)step))];
        if (!Collect(sum.Op.Inputs[0], positions) || !Place())
        {
            return null;
        }

        Layout partial = Output(products[0], meaning: LayoutAxis.Unused(2));
        ValueId total = products.Select(Product).ToList()
            .Aggregate((left, right) => rewriter.Add(new PackedAdd(left, right, partial), sum.Name));
        return Finish(node, output, Sum(total, sum.Name));
    }

    /// <summary>Finds the products and biases below the sum; false where there is anything else.</summary>
    private bool Collect(ValueId value, int[] summed)
    {
        Node node = rewriter.Source[value];
        if (rewriter.Uses(value) != 1)
        {
            return false;
        }

        switch (node.Op)
        {
            case PackedAdd add:
                return Collect(add.Left, summed) && Collect(add.Right, summed);
            case PackedAddPlain bias:
                biases.Add((node, bias));
                return Collect(bias.Input, summed);
            case PackedMatrixProduct op when SummedProduct.Of(node, op, summed) is SummedProduct product:
                products.Add(product);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Chooses the address bits of the output; false where there are none.</summary>
    private bool Place()
    {
        repeated = [.. Enumerable.Range(0, BitCount).Select(position => products.All(product => product.Operand.BitAt(position).IsCopies))];
        LayoutDimension dimension = products[0].ProducedDimension;
        bool isAlike = products.All(product => (product.ProducedDimension.Size, product.ProducedDimension.Extent) == (dimension.Size, dimension.Extent))
            && products.All(product => SharedBits(product).SequenceEqual(SharedBits(products[0])));
        if (!isAlike)
        {
            return false;
        }

        int[] free = [.. Enumerable.Range(0, BitCount).Except(SharedBits(products[0]))];
        int count = System.Numerics.BitOperations.Log2((uint)dimension.Size);
        produced = Enumerable.Range(0, Math.Max(0, free.Length - count + 1)).Select(start => free[start..(start + count)])
            .Where(place => Kept(place) is var above && (above.Length == 0 || SharedBits(products[0]).All(position => position < above[0])))
            .MinBy(Rotations)!;
        kept = produced is null ? [] : Kept(produced);
        return produced is not null;
    }

    /// <summary>Bits of the features that stay apart until the last sum: those above the output's.</summary>
    private int[] Kept(int[] place) => [.. products.SelectMany(static product => product.ContractedBits)
        .Where(position => position > place.DefaultIfEmpty(-1).Max()).Distinct().Order()];

    /// <summary>About how many rotations the output takes at these address bits: a product, split in two steps, and the last sum.</summary>
    private double Rotations(int[] place)
    {
        int[] above = Kept(place);
        int sums = above.Length == 0 ? 0 : Enumerable.Range(above[0], BitCount - above[0]).Count(position => !repeated[position]);
        return sums + products.Sum(product => 2 * Math.Sqrt(Math.Pow(2, MovedBits(product, place, above))));
    }

    /// <summary>Bits along which a product must bring operands from elsewhere.</summary>
    private static int MovedBits(SummedProduct product, int[] place, int[] above) =>
        product.ContractedBits.Except(above).Union(place.Where(position => !product.Operand.BitAt(position).IsCopies)).Count();

    private static IEnumerable<int> SharedBits(SummedProduct product) => Enumerable.Range(0, product.Operand.BitCount())
        .Where(position => product.Operand.BitAt(position).IsIndex && !product.Operand.BitAt(position).AddsTo(product.Contracted));

    private ValueId Product(SummedProduct product)
    {
        ValueId operand = rewriter.Map(product.Op.Input);
        if (product.First.Count > 0)
        {
            EquatableArray<long> steps = product.First.OrderDescending().Select(static position => 1L << position).ToEquatableArray();
            operand = rewriter.Add(new PackedSumSlots(operand, steps, product.Operand), product.Node.Name + "#sum");
        }

        Contraction contraction = new(product.Operand, Output(product, meaning: null), product.Contracted, product.Produced);
        return rewriter.Add(product.Op with { Input = operand, Contraction = contraction }, product.Node.Name);
    }

    /// <summary>The layout of a product, with its own features at the kept bits or with another meaning for all of them.</summary>
    private Layout Output(SummedProduct product, LayoutAxis? meaning)
    {
        LayoutAxis[] bits = [.. Enumerable.Range(0, BitCount).Select(position => Bit(product, position, meaning))];
        IEnumerable<LayoutDimension> dimensions = product.Operand.Dimensions
            .Where(dimension => dimension.Name != product.Contracted || bits.Any(bit => bit.AddsTo(product.Contracted)))
            .Append(product.ProducedDimension);
        return Layout.Stack(dimensions, bits.Reverse());
    }

    private LayoutAxis Bit(SummedProduct product, int position, LayoutAxis? meaning)
    {
        LayoutAxis own = product.Operand.BitAt(position);
        int index = Array.IndexOf(produced, position);
        if (index >= 0)
        {
            return LayoutAxis.Of(product.Produced, 2, 1 << index);
        }

        if (kept.Contains(position))
        {
            return meaning ?? (own.IsIndex ? own : LayoutAxis.Zeros(2));
        }

        bool isShared = own.IsIndex && !own.AddsTo(product.Contracted);
        return isShared ? own : repeated[position] ? LayoutAxis.Copies(2) : LayoutAxis.Zeros(2);
    }

    /// <summary>Sums over every bit from the lowest kept one up that is not repeated already, so that the sum is cyclic.</summary>
    private PackedValueLayout Sum(ValueId value, string name)
    {
        Layout layout = Output(products[0], meaning: LayoutAxis.Copies(2));
        if (kept.Length == 0)
        {
            return new PackedValueLayout(value, layout);
        }

        int[] summed = [.. Enumerable.Range(Lowest, BitCount - Lowest).Where(position => !repeated[position]).Reverse()];
        layout = layout.WithBits(summed, LayoutAxis.Copies(2));
        EquatableArray<long> steps = summed.Select(static position => 1L << position).ToEquatableArray();
        return new PackedValueLayout(rewriter.Add(new PackedSumSlots(value, steps, layout), name), layout);
    }

    private ValueId Finish(Node node, PackedOutput output, PackedValueLayout sum)
    {
        Layout plain = sum.Layout.Only(products[0].Produced);
        ValueId biased = biases.Aggregate(sum.Value, (value, bias) => rewriter.Add(new PackedAddPlain(value, bias.Op.Weight, plain), bias.Node.Name));
        return rewriter.Add(output with { Input = biased, Layout = sum.Layout }, node.Name);
    }

    private readonly record struct PackedValueLayout(ValueId Value, Layout Layout);
}
