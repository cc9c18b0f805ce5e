using PowerSoftmax.Runtime.Keys;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Serialization;
using PowerSoftmax.Runtime.Tests.Ckks;

namespace PowerSoftmax.Runtime.Tests.Keys;

public sealed class KeyDirectoryTests : IDisposable
{
    private const string GaloisFile = "galois-000003-level-06.key";

    private const string RelinearizationFile = "relinearization-level-06.key";

    private readonly CkksKit kit = CkksKit.WithKeys(InsecureParameters.LogN11, 1);
    private readonly KeyFolder folder = new();
    private readonly DataIdentity identity = new(null, KeyId.Create());
    private readonly KeyDirectory written;

    public KeyDirectoryTests() => written = folder.Write(kit.Parameters, kit.Keys, identity);

    public void Dispose()
    {
        kit.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void KeysReadBackBitForBit()
    {
        KeyDirectory directory = Open();
        using EvaluationKeys loaded = directory.LoadAll(kit.Workers);

        Assert.Equal(identity, directory.Identity);
        Assert.Equal(identity, loaded.Identity);
        Assert.Equal(kit.Keys.Count, directory.Keys.Count);
        Assert.Equal(kit.Keys.ByteCount, directory.ByteCount);
        Assert.Equal(KeyFolder.BytesOf(kit.Keys.Relinearization!), KeyFolder.BytesOf(loaded.Relinearization!));
        Assert.All(kit.Keys.Galois, key => Assert.Equal(KeyFolder.BytesOf(key), KeyFolder.BytesOf(loaded.For(new KeyPurpose(key.Element!.Value), key.MaxLevel))));
    }

    [Fact]
    public void FilesAreNamedAfterPurposeAndLevelAndTakeWhatWasPredicted()
    {
        string[] files = [.. Directory.EnumerateFiles(folder.Path).Select(static path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];
        long predicted = new EvaluationKeyRequest(
            kit.Parameters.MaxLevel, kit.Keys.Galois.Select(key => new GaloisKeyRequest(key.Element!.Value, key.MaxLevel))).StoredByteCount(kit.Parameters);

        Assert.Equal([GaloisFile, "galois-004095-level-06.key", "keys.json", RelinearizationFile], files);
        Assert.Equal(predicted, files.Where(static file => file.EndsWith(".key", StringComparison.Ordinal)).Sum(file => new FileInfo(folder.PathOf(file)).Length));
        Assert.Equal(predicted, written.StoredByteCount);
    }

    [Fact]
    public void KeysThatAreThereAreNotOverwrittenUnasked()
    {
        string message = Assert.Throws<InvalidKeyDirectoryException>(
            () => KeyDirectoryWriter.Create(folder.Path, kit.Parameters, identity)).Message;

        Assert.Contains(folder.Path, message);
        Assert.Contains("there are keys already", message);
        Assert.Equal(3, Open().Keys.Count);
    }

    [Fact]
    public void WhatIsLeftOfAnInterruptedWriteCannotBeOpened()
    {
        KeyDirectoryWriter writer = KeyDirectoryWriter.Create(folder.Path, kit.Parameters, identity, overwrite: true);
        writer.Write(kit.Keys.Relinearization!);

        Assert.Contains("make them again", Assert.Throws<InvalidKeyDirectoryException>(Open).Message);
        Assert.True(KeyDirectory.HoldsKeys(folder.Path));
        Assert.Equal([RelinearizationFile], Directory.EnumerateFiles(folder.Path).Select(static path => Path.GetFileName(path)!));
        Assert.Single(writer.Complete().Keys);
    }

    [Fact]
    public void OverwritingLeavesOtherFilesAlone()
    {
        File.WriteAllText(folder.PathOf("secret.key"), "not an evaluation key");
        KeyDirectoryWriter.Create(folder.Path, kit.Parameters, identity, overwrite: true);

        Assert.Equal(["secret.key"], Directory.EnumerateFiles(folder.Path).Select(static path => Path.GetFileName(path)!));
        Assert.False(KeyDirectory.HoldsKeys(folder.Path));
    }

    [Fact]
    public void OnePurposeIsWrittenOnce()
    {
        KeyDirectoryWriter writer = KeyDirectoryWriter.Create(folder.Path, kit.Parameters, identity, overwrite: true);
        writer.Write(kit.Keys.Relinearization!);

        Assert.Contains("relinearization was written already", Assert.Throws<ArgumentException>(() => writer.Write(kit.Keys.Relinearization!)).Message);
    }

    [Fact]
    public void AMissingDirectoryIsNamed()
    {
        string nowhere = folder.PathOf("nowhere");

        Assert.Contains(nowhere, Assert.Throws<InvalidKeyDirectoryException>(() => KeyDirectory.Open(nowhere, kit.Parameters)).Message);
    }

    [Fact]
    public void KeysForOtherParametersAreRefused()
    {
        string message = Assert.Throws<InvalidKeyDirectoryException>(() => KeyDirectory.Open(folder.Path, InsecureParameters.Create(11, 5, 2))).Message;

        Assert.Contains("made for other parameters", message);
        Assert.Contains("keys.json", message);
    }

    [Theory]
    [InlineData("\"version\": 2", "\"version\": 1", "format version 1 is not known")]
    [InlineData("powersoftmax-evaluation-keys", "something-else", "not the list of a key directory")]
    [InlineData("\"level\": 6", "\"level\": 7", "level 7 is not one of 0 to 6")]
    [InlineData("\"level\": 6", "\"level\": -1", "level -1 is not one of 0 to 6")]
    [InlineData("\"level\": 6", "\"level\": 5", "a key for level 5 takes")]
    [InlineData("\"element\": 3,", "\"element\": 6,", "Galois element 6 is not odd")]
    [InlineData("\"element\": 3,", "\"element\": 4097,", "Galois element 4097 is not odd and below 4096")]
    [InlineData("\"element\": 3,", "\"element\": 4095,", "must be called 'galois-004095-level-06.key'")]
    [InlineData("galois-000003", "../galois-000003", "must be called 'galois-000003-level-06.key'")]
    [InlineData("\"digest\": \"", "\"digest\": \"x", "'digest' is not 64 hexadecimal digits")]
    [InlineData("\"id\": \"", "\"id\": \"x", "'id' is not 32 hexadecimal digits")]
    [InlineData("\"keys\": [", "\"keys\": [ null,", "keys[0] is empty")]
    [InlineData("{", "", "cannot be read as JSON")]
    [InlineData("\"format\"", "\"unknown\": 1, \"format\"", "cannot be read as JSON")]
    public void ADamagedManifestIsRefused(string from, string to, string message)
    {
        folder.ChangeManifest(from, to);

        InvalidKeyDirectoryException error = Assert.Throws<InvalidKeyDirectoryException>(Open);
        Assert.Contains(message, error.Message);
        Assert.Equal(folder.Manifest, error.Path);
    }

    [Fact]
    public void AManifestThatIsTooLongIsNotRead()
    {
        using (FileStream file = File.OpenWrite(folder.Manifest))
        {
            file.SetLength((1 << 24) + 1);
        }

        Assert.Contains("more than", Assert.Throws<InvalidKeyDirectoryException>(Open).Message);
    }

    [Fact]
    public void AMissingFileIsNamed()
    {
        File.Delete(folder.PathOf(GaloisFile));

        InvalidKeyDirectoryException error = Assert.Throws<InvalidKeyDirectoryException>(Open);
        Assert.Equal(folder.PathOf(GaloisFile), error.Path);
        Assert.Contains("missing", error.Message);
    }

    [Fact]
    public void ATruncatedFileIsNamed()
    {
        folder.Change(GaloisFile, static bytes => bytes[..^1]);

        Assert.Contains("truncated", Assert.Throws<InvalidKeyDirectoryException>(Open).Message);
    }

    [Fact]
    public void AFileThatWasTruncatedOrRemovedAfterOpeningIsNamed()
    {
        KeyDirectory directory = Open();
        folder.Change(GaloisFile, static bytes => bytes[..^1]);
        File.Delete(folder.PathOf(RelinearizationFile));

        Assert.Contains("truncated", LoadFails(directory, new GaloisElement(3)));
        Assert.Contains("missing", LoadFails(directory, null));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(60)]
    [InlineData(100_000)]
    public void OneOtherBitIsNoticed(int position)
    {
        folder.Change(GaloisFile, bytes =>
        {
            bytes[position] ^= 1;
            return bytes;
        });

        string message = LoadFails(Open(), new GaloisElement(3));
        Assert.Contains(GaloisFile, message);
        Assert.Contains("SHA-256", message);
    }

    [Fact]
    public void AHashIsCheckedOnceAndResiduesAlways()
    {
        KeyDirectory directory = Open();
        directory.Load(Entry(directory, new GaloisElement(3)), kit.Workers).Dispose();
        folder.Change(GaloisFile, static bytes =>
        {
            bytes.AsSpan(200).Fill(0xFF);
            return bytes;
        });

        Assert.Contains("must be below the prime", LoadFails(directory, new GaloisElement(3)));
    }

    [Fact]
    public void AFileThatHoldsAnotherKeyIsRefused()
    {
        byte[] other = KeyFolder.BytesOf(kit.Keys.Relinearization!);
        string hash = Entry(Open(), new GaloisElement(3)).Digest;
        File.WriteAllBytes(folder.PathOf(GaloisFile), other);
        folder.ChangeManifest(hash, Convert.ToHexStringLower(other.AsSpan()[^32..]));

        Assert.Contains("holds the key for relinearization at level 6", LoadFails(Open(), new GaloisElement(3)));
    }

    [Fact]
    public void MappedAndStreamedRecordsAreReadAlike()
    {
        byte[] bytes = File.ReadAllBytes(folder.PathOf(GaloisFile));
        using EvaluationKey streamed = EvaluationKeySerializer.Read(new MemoryStream(bytes), kit.Parameters, kit.Workers);
        KeyDirectory directory = Open();
        using EvaluationKey mapped = directory.Load(Entry(directory, new GaloisElement(3)), kit.Workers);

        Assert.Equal(bytes, KeyFolder.BytesOf(streamed));
        Assert.Equal(bytes, KeyFolder.BytesOf(mapped));
    }

    private static KeyEntry Entry(KeyDirectory directory, GaloisElement? element) => directory.Find(new KeyPurpose(element))!;

    private KeyDirectory Open() => KeyDirectory.Open(folder.Path, kit.Parameters);

    private string LoadFails(KeyDirectory directory, GaloisElement? element) =>
        Assert.Throws<InvalidKeyDirectoryException>(() => directory.Load(Entry(directory, element), kit.Workers)).Message;
}
