using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Plan;

/// <summary>Bytes of the ciphertexts alive at each node, freed after their last use, with what the op needs to work.</summary>
/// <param name="parameters">Of the circuit.</param>
/// <param name="counts">Of its matrix products.</param>
/// <param name="bootstrapping">What its bootstraps do; null where there are none.</param>
public sealed class MemoryEstimate(CkksParameterSet parameters, MatrixProductCounts counts, BootstrappingSet? bootstrapping = null)
{
    private const int PlaintextsAtOnce = 64;

    /// <summary>By node, in order.</summary>
    public IReadOnlyList<long> Run(Graph graph)
    {
        IReadOnlyList<IReadOnlyList<ValueId>> lastUses = LastUses.Of(graph);
        List<long> bytes = [];
        long live = 0;
        foreach (Node node in graph.Nodes)
        {
            live += BytesOf((CiphertextType)node.Type);
            bytes.Add(live + Working(graph, node));
            live -= lastUses[node.Id.Index].Sum(value => BytesOf((CiphertextType)graph[value].Type));
        }

        return bytes;
    }

    public long BytesOf(CiphertextType type) => (type.Degree + 1L) * Limbs(type.Level.LimbCount);

    /// <summary>A decomposition in the extended basis; for a matrix product also its baby rotations and two sums, in the same basis.</summary>
    private long Working(Graph graph, Node node)
    {
        if (node.Op is CkksBootstrap bootstrap && bootstrapping is not null)
        {
            return Bootstrap(bootstrap, bootstrapping);
        }

        if (node.Op is not (CkksMatrixProduct or CkksRotate or CkksSumSlots or CkksRelinearize or CkksPolynomial))
        {
            return 0;
        }

        Level level = ((CiphertextType)graph[node.Op.Inputs[0]].Type).Level;
        KeySwitchShape shape = KeySwitchShape.At(level, parameters.DigitSize);
        long polynomials = shape.Digits + 2;
        if (node.Op is CkksMatrixProduct)
        {
            // Plaintexts that no cache holds are encoded so many at a time.
            polynomials += (2 * (counts[node.Id].Babies + 2)) + Math.Min(PlaintextsAtOnce, counts[node.Id].Diagonals);
        }
        else if (node.Op is CkksPolynomial polynomial)
        {
            polynomials += 2 * (long)Math.Sqrt(polynomial.Series.Degree) * 2;
        }

        return polynomials * Limbs(shape.ExtendedLimbs);
    }

    /// <summary>The largest matrix of coefficients-to-slots, on the raised ciphertext and all primes.</summary>
    private long Bootstrap(CkksBootstrap bootstrap, BootstrappingSet set)
    {
        KeySwitchShape shape = KeySwitchShape.At(bootstrap.Target + set.LevelsAbove, parameters.DigitSize);
        int babies = BootstrapWork.Of(set, bootstrap.Target).Max(static step => step.Matrix.Babies);
        return (shape.Digits + 4 + (2 * (babies + 2))) * Limbs(shape.ExtendedLimbs);
    }

    private long Limbs(int count) => (long)count * parameters.N * sizeof(double);
}
