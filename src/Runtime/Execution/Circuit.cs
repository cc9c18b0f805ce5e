using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Runtime.Circuits;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Keys;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Execution;

/// <summary>A compiled model, checked and ready to run. Immutable; one instance serves every client and server of the process.</summary>
public sealed class Circuit
{
    private readonly CircuitPlans plans;
    private readonly Lazy<CircuitHash> hash;

    internal Circuit(string name, Module module, Graph graph, CkksParameters parameters)
    {
        hash = new Lazy<CircuitHash>(() => CircuitHash.Of(module));
        Name = name;
        Module = module;
        Graph = graph;
        Parameters = parameters;
        Operations = [.. graph.Nodes.Zip(WorkKinds.Of(graph), OperationInfo.Of)];
        plans = new CircuitPlans(this);
    }

    /// <summary>File or resource it came from.</summary>
    public string Name { get; }

    /// <summary>Tells this circuit from every other, one of the same graph with other weights included. The first call writes weights and text once.</summary>
    public CircuitHash Hash => hash.Value;

    public Module Module { get; }

    /// <summary>Inputs of the model that an evaluation takes at once; 1 unless it was compiled for more.</summary>
    public int Batch { get; internal init; } = 1;

    /// <summary>The ciphertext operations.</summary>
    public Graph Graph { get; }

    public CkksParameters Parameters { get; }

    /// <summary>One for each node of the graph.</summary>
    public IReadOnlyList<OperationInfo> Operations { get; }

    /// <summary>The evaluation keys the circuit needs, each no higher than its uses.</summary>
    public EvaluationKeyRequest RequiredKeys => plans.RequiredKeys;

    /// <summary>In which order an evaluation uses them. The first call finds the diagonals of every matrix.</summary>
    public KeyPlan KeyPlan => plans.KeyPlan;

    /// <summary>Ciphertexts that all inputs have.</summary>
    public int InputCiphertexts => Inputs.Sum(static input => input.Layout.CiphertextCount);

    /// <summary>Ciphertexts that all outputs have.</summary>
    public int OutputCiphertexts => Outputs.Sum(static output => output.Layout.CiphertextCount);

    /// <summary>What the client sends, in order: bundles of ciphertexts.</summary>
    public IReadOnlyList<CkksInput> Inputs => [.. Graph.Ops<CkksInput>().Select(static entry => entry.Op)];

    /// <summary>What the client receives, in order: bundles of ciphertexts.</summary>
    public IReadOnlyList<CkksOutput> Outputs => [.. Graph.Ops<CkksOutput>().Select(static entry => entry.Op)];

    /// <summary>Reads text circuit and weight file.</summary>
    /// <param name="name">Shown in errors.</param>
    /// <param name="circuit">The text of the <c>.psir</c> file.</param>
    /// <param name="weights">The bytes of the <c>.psw</c> file.</param>
    /// <exception cref="InvalidCircuitException">Either is damaged, or they do not belong together.</exception>
    public static Circuit Load(string name, string circuit, byte[] weights) => CircuitLoader.Load(name, circuit, weights);

    /// <summary>Reads a <c>.psir</c> file and the <c>.psw</c> file beside it.</summary>
    /// <exception cref="InvalidCircuitException">A file is missing, damaged, or the two do not belong together.</exception>
    public static Circuit LoadFiles(string path) => CircuitLoader.LoadFiles(path);

    /// <summary>Reads a circuit that is embedded in an assembly.</summary>
    /// <exception cref="InvalidCircuitException">A resource is missing, damaged, or the two do not belong together.</exception>
    public static Circuit LoadResources(System.Reflection.Assembly assembly, string circuitResource, string weightsResource) =>
        CircuitLoader.LoadResources(assembly, circuitResource, weightsResource);

    /// <summary>Checks a module whose weights are loaded.</summary>
    /// <exception cref="InvalidCircuitException">It is not a compiled model.</exception>
    public static Circuit Of(Module module) => CircuitLoader.Check(module.Name, module);

    /// <summary>Builds what is otherwise built at first use, so that the first evaluation takes as long as the next.</summary>
    internal void Prepare(IWorkers workers) => plans.Prepare(workers);

    /// <summary>The op at a step.</summary>
    /// <exception cref="InvalidCircuitException">There is another one.</exception>
    internal T Op<T>(int step)
        where T : CkksOp
    {
        if (step < 0 || step >= Graph.Nodes.Count)
        {
            throw new InvalidCircuitException(Name, $"step {step} does not exist; the circuit has {Graph.Nodes.Count}");
        }

        Node node = Graph.Nodes[step];
        return node.Op as T ?? throw new InvalidCircuitException(
            Name, $"step {step} ('{node.Name}') is {node.Op.Mnemonic}, the code calls {typeof(T).Name}");
    }

    /// <summary>Level, scale and degree of the value that a step makes.</summary>
    internal CiphertextType TypeOf(int step) => (CiphertextType)Graph.Nodes[step].Type;

    /// <summary>What bootstraps of all slots do; null where the circuit or its parameters have none.</summary>
    internal BootstrapPlan? BootstrapPlan => plans.BootstrapPlan;

    /// <summary>Memory for encoded weights that a server keeps unless told otherwise.</summary>
    internal long UsualWeightCacheBytes => plans.UsualWeightCacheBytes;

    /// <summary>The prepared matrix of a matrix product or a linear map; built at the first call.</summary>
    internal DiagonalMatrix MatrixOf(int step) => plans.MatrixOf(step);

    internal PolynomialPlan PolynomialOf(int step) => plans.PolynomialOf(step);

    /// <summary>Rotations and relinearizations of a step.</summary>
    internal int KeySwitchesOf(int step) => plans.KeySwitchesOf(step);

    /// <summary>Predicted work up to and including a step, as a share of the whole.</summary>
    internal double FractionAfter(int step) => plans.FractionAfter(step);
}
