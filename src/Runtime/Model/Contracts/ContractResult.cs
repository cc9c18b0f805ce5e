using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Runtime.Execution;

namespace PowerSoftmax.Contracts;

/// <summary>One output of the model and how a client gets it.</summary>
/// <param name="Name">The model's name for it.</param>
/// <param name="Output">The decrypted tensor it comes from.</param>
/// <param name="Steps">What to do with that tensor, in order.</param>
public sealed record ContractResult(string Name, string Output, IReadOnlyList<ContractStep> Steps)
{
    internal static IReadOnlyList<ContractResult> AllOf(Circuit circuit) => circuit.Module.Find(ModuleKeys.Epilogue) is Graph epilogue
        ? [.. epilogue.Outputs.Select(output => Of(circuit, epilogue, output))]
        : [.. circuit.Outputs.Select(static output => new ContractResult(output.Tensor, output.Tensor, []))];

    private static ContractResult Of(Circuit circuit, Graph epilogue, GraphOutput output)
    {
        List<ContractStep> steps = [];
        Node node = epilogue[output.Value];
        while (node.Op is not Input)
        {
            // A cast changes the type of the numbers, which are doubles for the client.
            if (node.Op is not Cast)
            {
                steps.Add(ContractStep.Of(node.Op) ?? throw new UnsupportedContractException(
                    circuit.Module.Name,
                    $"its client would have to compute '{node.Name}' ({node.Op.Mnemonic}) after decryption, for which contracts have no words. Export the model without it."));
            }

            node = epilogue[node.Op.Inputs[0]];
        }

        steps.Reverse();
        return new ContractResult(output.Name, ((Input)node.Op).Name, steps);
    }
}
