namespace PowerSoftmax;

/// <summary>Asks for the nested Client and Server of a model that is compiled with the project.</summary>
/// <param name="model">Path of the ONNX file as the project names it.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EncryptedModelAttribute(string model) : Attribute
{
    public string Model { get; } = model;

    /// <summary>File of sample inputs (<c>.npz</c>) from which the ranges of non-polynomial functions are taken.</summary>
    public string? Calibration { get; set; }
}
