namespace PowerSoftmax.SealOracle.Tests.Live;

/// <summary>A folder that is gone afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("powersoftmax-seal-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
