using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Runtime.Execution;

namespace PowerSoftmax.Contracts;

/// <summary>One ciphertext that comes back.</summary>
/// <param name="Name">Name of its tensor, for <see cref="ContractResult.Output"/>.</param>
/// <param name="Shape">Shape of the decrypted tensor.</param>
/// <param name="CoeffModulusSize">Primes of the ciphertext.</param>
/// <param name="Scale">Its scale; the ciphertext says the same.</param>
/// <param name="Slots">For every element in row-major order, a slot that holds it.</param>
public sealed record ContractOutput(string Name, IReadOnlyList<int> Shape, int CoeffModulusSize, double Scale, IReadOnlyList<int> Slots)
{
    /// <summary>Bits of <paramref name="Scale"/> as an IEEE 754 double, 16 hexadecimal digits.</summary>
    public string ScaleBits => ContractJson.Bits(Scale);

    internal static ContractOutput Of(Circuit circuit, CkksOutput output)
    {
        if (output.Layout.CiphertextCount > 1)
        {
            throw new UnsupportedContractException(
                circuit.Module.Name, $"its output '{output.Tensor}' lies in {output.Layout.CiphertextCount} ciphertexts, and a contract reads each from one. Use a client of this engine.");
        }

        CiphertextType type = (CiphertextType)circuit.Graph[output.Input].Type;
        int[] elements = SlotIndices.Of(output.Layout);
        return new ContractOutput(
            output.Tensor,
            [.. output.Shape.Dimensions],
            type.Level.LimbCount,
            type.Scale.Value,
            [.. Enumerable.Range(0, Packing.ElementCount(output.Layout)).Select(element => Array.IndexOf(elements, element))]);
    }
}
