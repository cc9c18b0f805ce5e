using System.Collections.Generic;
using System.Threading;
using PowerSoftmax.Generator.Circuits;
using PowerSoftmax.Ir.Collections;

namespace PowerSoftmax.Generator.Emission;

/// <summary>Decides which files a model gets.</summary>
/// <remarks>A model with errors gets its client and a server that only throws, so that the model's own error is the only one.</remarks>
internal static class ModelWriter
{
    public static EmittedModel Write(Model model, CancellationToken token)
    {
        List<EmittedFile> files = new();
        if (model.Class.Problem is null)
        {
            string name = model.Class.FullName.Replace("@", string.Empty);
            files.Add(new EmittedFile(name + ".g.cs", FaceWriter.Write(model)));
            token.ThrowIfCancellationRequested();
            files.Add(new EmittedFile(name + ".Server.g.cs", model.Circuit is { Graph: not null } circuit
                ? ServerWriter.Write(model, circuit, token)
                : MissingServerWriter.Write(model)));
        }

        return new EmittedModel(files.ToEquatableArray());
    }
}
