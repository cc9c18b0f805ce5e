using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using PowerSoftmax.Ir.Collections;

namespace PowerSoftmax.Generator.Emission;

/// <summary>The files emitted for a class.</summary>
internal sealed record EmittedModel(EquatableArray<EmittedFile> Files)
{
    public void AddTo(SourceProductionContext output)
    {
        foreach (EmittedFile file in Files)
        {
            output.AddSource(file.HintName, SourceText.From(file.Text, Encoding.UTF8));
        }
    }
}
