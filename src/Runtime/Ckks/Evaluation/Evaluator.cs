using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Ckks;

/// <summary>Every operation on ciphertexts. Holds no state of its own: one instance may serve several threads.</summary>
/// <remarks>
/// Operations return a new ciphertext that the caller disposes; forms with a destination write into it, and it may be an operand.
/// Scales are exact: at level l use <see cref="CkksParameters.DefaultScale"/> D_l for plaintexts and constants too; a product is then
/// rescaled to D_(l-1) = D_l^2 / q_l. Unless said otherwise the operands must have the same level, matching scales where they
/// are added, and the same parameters; a violation throws a <see cref="CkksException"/> that holds both values.
/// </remarks>
public sealed partial class Evaluator
{
    private readonly KeySwitcher keySwitcher;

    /// <param name="keys">Relinearization and Galois keys; needed only by the operations that switch keys.</param>
    public Evaluator(CkksParameters parameters, IEvaluationKeySource keys, IWorkers workers)
    {
        Parameters = parameters;
        Keys = keys;
        Workers = workers;
        keySwitcher = new KeySwitcher(parameters, workers);
    }

    public CkksParameters Parameters { get; }

    public IEvaluationKeySource Keys { get; }

    public IWorkers Workers { get; }

    /// <summary>A copy that lives on its own.</summary>
    public Ciphertext Copy(Ciphertext x) => DropLevel(x, x.Level);

    private static void ForPolynomials(Ciphertext x, Action<int> body)
    {
        for (int i = 0; i <= x.Degree; i++)
        {
            body(i);
        }
    }

    private Ciphertext Allocate(Level level, Scale scale, int degree) => Ciphertext.Allocate(Parameters, level, scale, degree);
}
