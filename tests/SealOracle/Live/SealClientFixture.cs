using System.Runtime.InteropServices;

namespace PowerSoftmax.SealOracle.Tests.Live;

/// <summary>A SEAL client with fresh keys and ciphertexts at 128 bits: N = 8192, primes of 48, 40, 40, 40 and 48 bits.</summary>
public sealed class SealClientFixture : IDisposable
{
    private readonly TemporaryFolder? folder;

    public SealClientFixture()
    {
        if (Oracle.Missing is null)
        {
            folder = new TemporaryFolder();
            Oracle.Run("make", folder.Path, "8192", "48,40,40,40,48", "0,1,2,4,8");
            Session = new SealSession(new SealFolder(folder.Path));
        }
    }

    /// <summary>Null where the oracle is missing.</summary>
    internal SealSession? Session { get; }

    /// <summary>The fixture's session; the running test is skipped where the oracle is missing.</summary>
    internal SealSession Require()
    {
        Oracle.Require();

        return Session!;
    }

    /// <summary>What SEAL decrypts a file of the folder to.</summary>
    internal double[] DecryptBySeal(string name)
    {
        Oracle.Run("decrypt", folder!.Path, name);

        return ReadDoubles(folder.Path, name);
    }

    internal static double[] ReadDoubles(string folder, string name) =>
        MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(Path.Combine(folder, name + ".f64"))).ToArray();

    public void Dispose()
    {
        Session?.Dispose();
        folder?.Dispose();
    }
}
