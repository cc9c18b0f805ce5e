namespace PowerSoftmax.Samples.BertTiny;

/// <summary>The same shape with four layers.</summary>
[EncryptedModel("bert-tiny-4.onnx", Calibration = "bert-tiny.samples.npz")]
public partial class BertTinyFourLayersModel;
