using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using PowerSoftmax.Generator.Circuits;

namespace PowerSoftmax.Generator.Emission;

/// <summary>Writes the server of a model that could not be compiled, so that code that uses it still compiles.</summary>
internal static class MissingServerWriter
{
    public static string Write(Model model)
    {
        string reason = model.Circuit?.Findings.FirstOrDefault()?.Id ?? Ir.Diagnostics.DiagnosticKinds.ModelMissing.Id;
        string message = SymbolDisplay.FormatLiteral($"{model.Class.Model} has no circuit: {reason}.", quote: true);
        IndentedWriter writer = new();
        FileFrame.Open(writer, model);
        writer.Open("partial class Server");
        writer.Line("/// <inheritdoc/>");
        writer.Line($"protected override void {RuntimeNames.Run}({EmittedTypes.Full(RuntimeNames.CircuitSession)} session) =>");
        writer.Line($"    throw new global::System.NotSupportedException({message});");
        writer.Close();
        FileFrame.Close(writer, model);
        return writer.ToString();
    }
}
