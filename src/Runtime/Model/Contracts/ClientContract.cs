using PowerSoftmax.Runtime.Execution;

namespace PowerSoftmax.Contracts;

/// <summary>
/// What a client in another language, with SEAL as its library, must know of a compiled model: parameters, keys to make, how inputs go
/// into slots and ciphertexts, how results come out. Holds nothing secret and no weights.
/// </summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Circuit">SHA-256 of the circuit's text, lower-case hexadecimal: another circuit, another contract.</param>
/// <param name="Encryption">SEAL's parameters.</param>
/// <param name="Keys">Evaluation keys the server needs.</param>
/// <param name="Inputs">Ciphertexts to send, in order.</param>
/// <param name="Outputs">Ciphertexts that come back, in order.</param>
/// <param name="Results">The model's outputs, from the decrypted numbers.</param>
public sealed record ClientContract(
    string Model,
    string Circuit,
    ContractEncryption Encryption,
    ContractKeys Keys,
    IReadOnlyList<ContractInput> Inputs,
    IReadOnlyList<ContractOutput> Outputs,
    IReadOnlyList<ContractResult> Results)
{
    /// <summary>First field of the JSON form.</summary>
    public const string FormatName = "powersoftmax.client-contract";

    /// <summary>Version of the JSON form.</summary>
    public const int FormatVersion = 1;

    /// <summary>The contract of a circuit.</summary>
    /// <exception cref="UnsupportedContractException">
    /// The circuit was not compiled for SEAL's key format, takes several inputs at once, or its client has more to compute than a contract describes.
    /// </exception>
    public static ClientContract Of(Circuit circuit) => circuit.Batch > 1 ? throw new UnsupportedContractException(circuit.Name, $"it takes {circuit.Batch} inputs at once, and a contract describes one. Compile it without --batch.") : new(
        circuit.Module.Name,
        circuit.Hash.Text,
        ContractEncryption.Of(circuit),
        ContractKeys.Of(circuit),
        ContractInput.AllOf(circuit),
        [.. circuit.Outputs.Select(output => ContractOutput.Of(circuit, output))],
        ContractResult.AllOf(circuit));

    /// <summary>The JSON form, see docs/formats.md; the same circuit gives the same text.</summary>
    public string ToJson() => ContractJson.Write(this);
}
