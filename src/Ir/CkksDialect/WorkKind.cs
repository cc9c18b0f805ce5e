namespace PowerSoftmax.Ir.CkksDialect;

/// <summary>What the operations of a circuit are for: the lines of a latency breakdown. Each operation is of one kind.</summary>
/// <remarks>The kinds of the breakdown in the paper of power-softmax, arXiv 2410.09457.</remarks>
public enum WorkKind
{
    /// <summary>Weights, biases, masks and numbers meet ciphertexts.</summary>
    PlaintextProducts,

    /// <summary>Ciphertexts multiply each other, relinearizing included.</summary>
    CiphertextProducts,

    /// <summary>Levels come back.</summary>
    Bootstraps,

    /// <summary>Powers, their sums over keys and the inverse: from scores to weights.</summary>
    Softmax,

    /// <summary>Polynomials elsewhere: activations, norms.</summary>
    OtherFunctions,

    /// <summary>Values move to other slots or ciphertexts: rotations, sums over slots, linear maps of ones.</summary>
    Repacking,
}
