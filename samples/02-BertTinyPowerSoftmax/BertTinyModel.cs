namespace PowerSoftmax.Samples.BertTiny;

/// <summary>Two layers of BERT-Tiny's shape; the build compiles <c>bert-tiny.onnx</c> and adds a client and a server for encrypted questions.</summary>
[EncryptedModel("bert-tiny.onnx", Calibration = "bert-tiny.samples.npz")]
public partial class BertTinyModel;
