using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Seal;

namespace PowerSoftmax.Contracts;

/// <summary>SEAL's EncryptionParameters for the scheme CKKS.</summary>
/// <param name="PolyModulusDegree">N; there are N/2 slots.</param>
/// <param name="CoeffModulus">Primes in SEAL's order, each below 2^49: the last is the special prime.</param>
/// <param name="SecurityBits">Security of the parameters; 0 for insecure test parameters, which need SEAL's <c>sec_level_type::none</c>.</param>
public sealed record ContractEncryption(int PolyModulusDegree, IReadOnlyList<ulong> CoeffModulus, int SecurityBits)
{
    /// <summary>SEAL's largest ring with a security table.</summary>
    private const int MaxLogN = 15;

    internal static ContractEncryption Of(Circuit circuit)
    {
        int specialPrimes = circuit.Parameters.Set.P.Count;
        if (specialPrimes != 1 || circuit.Parameters.LogN > MaxLogN)
        {
            throw new UnsupportedContractException(
                circuit.Module.Name,
                $"it is for N = 2^{circuit.Parameters.LogN} with {specialPrimes} special primes, and SEAL's keys need one and N up to 2^{MaxLogN}. Compile the model with --key-format seal.");
        }

        SealParameters seal = circuit.Parameters.ToSealParameters();
        return new ContractEncryption(seal.N, [.. seal.Primes], circuit.Parameters.Set.Certificate.Bits);
    }
}
