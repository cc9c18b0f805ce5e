using System.Collections.Concurrent;
using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Ir.Weights;
using PowerSoftmax.Runtime.Circuits;
using PowerSoftmax.Runtime.Circuits.Bootstrapping;
using PowerSoftmax.Runtime.Keys;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Execution;

/// <summary>What follows from a circuit without any ciphertext: plans of its structured operations, keys, predicted work.</summary>
internal sealed class CircuitPlans
{
    private readonly Circuit circuit;
    private readonly DiagonalsTable diagonals = new();
    private readonly ConcurrentDictionary<int, Lazy<DiagonalMatrix>> matrices = [];
    private readonly ConcurrentDictionary<int, PolynomialPlan> polynomials = [];
    private readonly Lazy<double[]> fractions;
    private readonly Lazy<EvaluationKeyRequest> requiredKeys;
    private readonly Lazy<KeyPlan> keyPlan;

    public CircuitPlans(Circuit circuit)
    {
        this.circuit = circuit;
        fractions = new Lazy<double[]>(() => new CircuitWork(circuit).Fractions());
        requiredKeys = new Lazy<EvaluationKeyRequest>(ComputeRequiredKeys);
        keyPlan = new Lazy<KeyPlan>(() => new CircuitKeyUses(circuit).Plan());
    }

    public EvaluationKeyRequest RequiredKeys => requiredKeys.Value;

    public KeyPlan KeyPlan => keyPlan.Value;

    /// <summary>What bootstraps of all slots do; null where the circuit or its parameters have none.</summary>
    public BootstrapPlan? BootstrapPlan => circuit.Parameters.Set.Bootstrapping is not null && circuit.Graph.Ops<CkksBootstrap>().Any()
        ? new BootstrapPlan(circuit.Parameters.Set, circuit.Parameters.LogN - 1)
        : null;

    public long UsualWeightCacheBytes
    {
        get
        {
            long matrices = BootstrapPlan?.MatrixBytes ?? 0;

            return Math.Min(
                WeightCache.UsualBytes(RequiredKeys.ByteCount(circuit.Parameters) + matrices), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4);
        }
    }

    public DiagonalMatrix MatrixOf(int step) => matrices.GetOrAdd(step, key => new Lazy<DiagonalMatrix>(() => BuildMatrix(key))).Value;

    public PolynomialPlan PolynomialOf(int step) => polynomials.GetOrAdd(step, BuildPolynomial);

    public int KeySwitchesOf(int step) => HasMatrix(circuit.Graph.Nodes[step].Op)
        ? MatrixOf(step).Plan.KeySwitches
        : ((CiphertextType)circuit.Graph.Nodes[step].Type).Count * KeySwitchesOfEach(step);

    /// <summary>Of one ciphertext of the result.</summary>
    private int KeySwitchesOfEach(int step) => circuit.Graph.Nodes[step].Op switch
    {
        CkksPolynomial => PolynomialOf(step).KeySwitches,
        CkksOp op => op.Rotations.Count + (op.Relinearizes ? 1 : 0) + (op.Conjugates ? 1 : 0),
        _ => 0,
    };

    public void Prepare(IWorkers workers)
    {
        int[] products = [.. circuit.Graph.Nodes.Where(static node => HasMatrix(node.Op)).Select(static node => node.Id.Index)];
        workers.Run(products.Length, i => MatrixOf(products[i]));
        _ = fractions.Value;
    }

    public double FractionAfter(int step) => fractions.Value[step];

    /// <summary>Whether an op multiplies with a matrix: <see cref="MatrixOf"/> has it.</summary>
    public static bool HasMatrix(Op op) => op is CkksLinearMap;

    private DiagonalMatrix BuildMatrix(int step)
    {
        WeightTable weights = circuit.Module.Weights;

        return circuit.Op<CkksOp>(step) switch
        {
            CkksLinearMap op => DiagonalMatrix.Of(diagonals.Of(op.Map), op.Weight is null ? null : weights.Data(op.Weight), op.Step, op.Packing)
                .With(op.Babies, keepsPairs: op.InPairs || ((CiphertextType)circuit.Graph[op.Input].Type).Form.ArePairs()),
            CkksOp op => throw new InvalidCircuitException(circuit.Name, $"step {step} is {op.Mnemonic}, which has no matrix"),
        };
    }

    private PolynomialPlan BuildPolynomial(int step)
    {
        CkksPolynomial op = circuit.Op<CkksPolynomial>(step);
        return PolynomialPlan.For(op.Series, op.Levels);
    }

    private EvaluationKeyRequest ComputeRequiredKeys()
    {
        EvaluationKeyNeeds needs = EvaluationKeyNeeds.Of(circuit.Graph);
        int logN = circuit.Parameters.LogN;
        IEnumerable<GaloisKeyRequest> conjugation = needs.Conjugation is Level level ? [new(GaloisElement.ForConjugation(logN), level)] : [];
        EvaluationKeyRequest own = new(
            needs.Relinearization,
            needs.Rotations
                .Select(need => new GaloisKeyRequest(GaloisElement.ForRotation(need.Key, logN), need.Value))
                .Where(static request => request.Element.Value != 1)
                .Concat(conjugation));

        EvaluationKeyRequest all = BootstrapPlan is BootstrapPlan plan ? own.Merge(Bootstrapper.RequiredKeys(plan)) : own;

        return new EvaluationKeyRequest(all.Relinearization, all.Galois, all.Encapsulation) { Circuit = circuit.Hash };
    }
}
