namespace PowerSoftmax.Cli.Tests.Support;

/// <summary>A folder for one test, with the files of the first sample at hand; removed afterwards.</summary>
internal sealed class Workspace : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("powersoftmax-").FullName;

    /// <summary>A file of the first sample, beside its calibration samples.</summary>
    public static string Sample(string name) => Path.Combine(AppContext.BaseDirectory, "intent", name);

    /// <summary>A file of the sample with a SEAL client, beside its calibration samples.</summary>
    public static string Digits(string name) => Path.Combine(AppContext.BaseDirectory, "digits", name);

    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>The sample's model without calibration samples beside it, changed as told.</summary>
    public string Model(Func<byte[], byte[]>? change = null)
    {
        byte[] bytes = File.ReadAllBytes(Sample("intent.onnx"));
        string path = PathOf("model.onnx");
        File.WriteAllBytes(path, change is null ? bytes : change(bytes));
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
