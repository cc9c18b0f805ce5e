using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Runtime.Execution;

namespace PowerSoftmax.Contracts;

/// <summary>One ciphertext to send.</summary>
/// <param name="Source">The model's input whose numbers it holds.</param>
/// <param name="Shape">Shape of that input; its elements are counted in row-major order.</param>
/// <param name="CoeffModulusSize">Primes of the ciphertext: encode at the SEAL level that has as many.</param>
/// <param name="Scale">Scale to encode at, exactly this double.</param>
/// <param name="Elements">For every slot, the element it holds, or -1 for zero.</param>
public sealed record ContractInput(string Source, IReadOnlyList<int> Shape, int CoeffModulusSize, double Scale, IReadOnlyList<int> Elements)
{
    /// <summary>Bits of <paramref name="Scale"/> as an IEEE 754 double, 16 hexadecimal digits.</summary>
    public string ScaleBits => ContractJson.Bits(Scale);

    internal static IReadOnlyList<ContractInput> AllOf(Circuit circuit)
    {
        Graph? prologue = circuit.Module.Find(ModuleKeys.Prologue);
        return [.. circuit.Inputs.SelectMany(input => Of(input, SourceOf(circuit, prologue, input)))];
    }

    /// <summary>One for each ciphertext of the input.</summary>
    private static IEnumerable<ContractInput> Of(CkksInput input, (string Name, IReadOnlyList<int> Shape) source) => SlotIndices.Of(input.Layout)
        .Select(static element => Math.Max(element, SlotIndices.HoldsZero))
        .Chunk(input.Layout.SlotCount)
        .Select(elements => new ContractInput(source.Name, source.Shape, input.Level.LimbCount, input.Scale.Value, elements));

    private static (string Name, IReadOnlyList<int> Shape) SourceOf(Circuit circuit, Graph? prologue, CkksInput input)
    {
        if (prologue is null)
        {
            return (input.Tensor, [.. input.Layout.Dimensions.Select(static dimension => dimension.Extent)]);
        }

        Node node = prologue[prologue.Outputs.First(output => output.Name == input.Tensor).Value];

        // What leaves the numbers in their row-major order is nothing to do for a client.
        while (node.Op is Reshape or Cast)
        {
            node = prologue[node.Op.Inputs[0]];
        }

        return node.Op is Input source
            ? (source.Name, [.. source.Type.Shape.Dimensions])
            : throw new UnsupportedContractException(
                circuit.Module.Name,
                $"its client would have to compute '{node.Name}' ({node.Op.Mnemonic}) before it encrypts. Export the model from there on, so that its input is what is encrypted.");
    }
}
