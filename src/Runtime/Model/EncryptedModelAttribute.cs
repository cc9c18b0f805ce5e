namespace PowerSoftmax;

/// <summary>Asks for the nested Client and Server of a model that is compiled with the project.</summary>
/// <remarks>
/// The build cannot read attributes: what a model is compiled with stands at its item in the project, under the same names. A
/// property that is given here is a promise, and a warning says where the compiled circuit does not keep it.
/// </remarks>
/// <param name="model">Path of the ONNX file as the project names it.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EncryptedModelAttribute(string model) : Attribute
{
    public string Model { get; } = model;

    /// <summary>File of sample inputs (<c>.npz</c>) from which the ranges of non-polynomial functions are taken.</summary>
    public string? Calibration { get; set; }

    /// <summary>Whether the circuit may bootstrap.</summary>
    public BootstrappingMode Bootstrapping { get; set; } = BootstrappingMode.Auto;

    /// <summary>Least bits of security against classical attacks: 128 or 192.</summary>
    public int Security { get; set; } = 128;

    /// <summary>Most memory that all evaluation keys may take: <c>6GiB</c>.</summary>
    public string? MaxKeyBytes { get; set; }

    /// <summary>Most memory that ciphertexts, working space and all evaluation keys may take: <c>16GB</c>.</summary>
    public string? MaxMemory { get; set; }
}
