namespace PowerSoftmax.Training.Bert;

/// <summary>Names of the sample's files in its folder.</summary>
internal sealed class BertFiles(string folder)
{
    public const string TwoLayers = "bert-tiny.onnx";
    public const string FourLayers = "bert-tiny-4.onnx";
    public const string Vocabulary = "bert-tiny.vocab.txt";
    public const string Labels = "bert-tiny.labels.txt";
    public const string Samples = "bert-tiny.samples.npz";
    public const string Validation = "bert-tiny.validation.npz";
    public const string Card = "MODEL-CARD.md";

    public string this[string name] => Path.Combine(folder, name);
}
