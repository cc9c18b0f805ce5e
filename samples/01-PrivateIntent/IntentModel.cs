namespace PowerSoftmax.Samples.PrivateIntent;

/// <summary>The model of <c>intent.onnx</c>; the build compiles it and adds a client and a server for encrypted questions.</summary>
[EncryptedModel("intent.onnx", Calibration = "intent.samples.npz")]
public partial class IntentModel;
