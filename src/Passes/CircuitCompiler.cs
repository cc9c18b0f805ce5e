using System.Globalization;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Answers;
using PowerSoftmax.Passes.Check;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Lowering;
using PowerSoftmax.Passes.Plan;
using PowerSoftmax.Passes.Select;

namespace PowerSoftmax.Passes;

/// <summary>The second half of the compiler: from the approximated tensor circuit to a checked circuit on ciphertexts.</summary>
public sealed class CircuitCompiler(CompilerOptions options, CostTable costs)
{
    /// <param name="module">Prologue, circuit in normal form, epilogue.</param>
    /// <param name="samples">Prologue outputs by name; at least one.</param>
    /// <param name="diagnostics">Receives what the checkers find.</param>
    /// <exception cref="ParameterException">Another security than 128 or 192 bits is asked, or rings outside of 2^13 to 2^17.</exception>
    /// <exception cref="DiagnosticException">The circuit cannot be laid out or has no parameters.</exception>
    public CompilationResult Run(Module module, IReadOnlyList<IReadOnlyDictionary<string, Tensor>> samples, DiagnosticBag diagnostics)
    {
        _ = options.SecurityClaim;

        if (options.MaxLogN is < SelectRing.MinLogN or > CkksParameterSet.MaxLogN)
        {
            throw new ParameterException(
                nameof(options.MaxLogN), $"{options.MaxLogN}", $"allowed is {SelectRing.MinLogN} to {CkksParameterSet.MaxLogN}.");
        }

        IReadOnlyDictionary<string, Tensor>[] some = [.. samples.Take(options.CheckedSamples)];
        SelectRing rings = new(costs, options, some, slots => HideAnswers.Run(LowerToPacked.Run(module, slots)));
        SelectedCircuit selected = rings.Run();
        CompilationPlan plan = PlanCircuit.Run(selected.Attempt, costs);
        Wishes.Check(plan, options, diagnostics);
        Checkers.Run(UnderCheck(module, selected, plan, some), diagnostics);
        Module? compiled = diagnostics.HasErrors ? null : Assemble(selected, plan);
        if (options.MaxMemoryBytes is not null)
        {
            compiled = compiled?.WithMeta(ModuleKeys.MemoryBytes, plan.MemoryBytes.ToString(CultureInfo.InvariantCulture));
        }

        return new CompilationResult(compiled, plan, diagnostics.Items);
    }

    private static Module Assemble(SelectedCircuit selected, CompilationPlan plan)
    {
        Module module = selected.Packed with
        {
            Graphs = selected.Packed.Graphs
                .Select(graph => graph.Name == ModuleKeys.Circuit ? selected.Attempt.Ckks : graph).ToEquatableArray(),
        };
        return CircuitMetadata.Write(UsedWeights.Keep(module), plan);
    }

    private CircuitUnderCheck UnderCheck(
        Module module, SelectedCircuit selected, CompilationPlan plan, IReadOnlyList<IReadOnlyDictionary<string, Tensor>> samples) => new()
        {
            Tensor = module.Find(ModuleKeys.Circuit)!,
            Packed = selected.PackedCircuit,
            Ckks = selected.Attempt.Ckks,
            Weights = selected.Packed.Weights,
            Parameters = selected.Attempt.Parameters,
            SecurityAsked = options.Security,
            Keys = plan.Keys.Needs,
            Noise = selected.Attempt.Noise,
            BitsAsked = options.PrecisionBits,
            Samples = samples,
        };
}
