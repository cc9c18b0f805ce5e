using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits.Bootstrapping;

/// <summary>The results of one bootstrap, in the order of its operands. Disposing frees them: only while they are not handed on.</summary>
internal sealed class RefreshedCiphertexts : IDisposable
{
    private readonly List<Ciphertext> ciphertexts = [];

    public IReadOnlyList<Ciphertext> Ciphertexts => ciphertexts;

    public void Add(Ciphertext ciphertext) => ciphertexts.Add(ciphertext);

    public void Dispose() => ciphertexts.ForEach(static ciphertext => ciphertext.Dispose());
}
