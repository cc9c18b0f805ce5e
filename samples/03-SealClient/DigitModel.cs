namespace PowerSoftmax.Samples.SealClient;

/// <summary>The model of <c>digits.onnx</c>; the build compiles it for SEAL's keys and adds a server for encrypted images.</summary>
[EncryptedModel("digits.onnx")]
public partial class DigitModel;
