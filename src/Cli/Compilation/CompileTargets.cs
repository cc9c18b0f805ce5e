using System.Text;
using PowerSoftmax.Cli.Output;
using PowerSoftmax.Contracts;
using PowerSoftmax.Passes.Select;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Rlwe.Serialization;

namespace PowerSoftmax.Cli.Compilation;

/// <summary>The files that 'compile' writes.</summary>
/// <param name="Circuit">Its text.</param>
/// <param name="Weights">Its weights.</param>
/// <param name="List">The paths of all files read; null for none.</param>
/// <param name="Contract">What a SEAL client must know; null for none.</param>
/// <param name="Json">The plan: a path, '-', or null.</param>
internal sealed record CompileTargets(string Circuit, string Weights, string? List, string? Contract, string? Json)
{
    /// <exception cref="UserException">A file cannot be written, or would replace what is read; or nobody could use the contract.</exception>
    public void Check(CompileRequest request)
    {
        if (Contract is not null && request.Options.KeyFormat != KeyFormat.Seal)
        {
            throw new UserException("--client-contract is for circuits that take SEAL's keys. Compile the model with --key-format seal.");
        }

        new PathChecks()
            .Read("the model", request.Model)
            .Read("--calibration", request.Calibration)
            .Write("--output", Circuit)
            .Write("--weights", Weights)
            .Write("--list-inputs", List)
            .Write("--client-contract", Contract)
            .Write("--json", JsonOutput.FileOf(Json))
            .Run();
    }

    /// <summary>A list that is there says that all other files are whole; so it goes before they change.</summary>
    public void DeleteList()
    {
        if (List is not null)
        {
            File.Delete(List);
        }
    }

    public void WriteContract()
    {
        if (Contract is not null)
        {
            AtomicFile.Write(Contract, stream => stream.Write(Encoding.UTF8.GetBytes(ClientContract.Of(Runtime.Execution.Circuit.LoadFiles(Circuit)).ToJson())));
        }
    }

    public void WriteList(CompileRequest request, CompiledModel compiled)
    {
        if (List is not null)
        {
            IEnumerable<string> files = new[] { request.Model, request.Calibration }.OfType<string>().Concat(compiled.Onnx.ExternalFiles);
            AtomicFile.Write(List, stream => stream.Write(Encoding.UTF8.GetBytes(string.Concat(files.Select(static file => file + "\n")))));
        }
    }
}
