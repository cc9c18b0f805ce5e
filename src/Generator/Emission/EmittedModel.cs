using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using PowerSoftmax.Ir.Collections;

namespace PowerSoftmax.Generator.Emission;

/// <summary>The files emitted for a class.</summary>
internal sealed record EmittedModel(EquatableArray<EmittedFile> Files)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public void AddTo(SourceProductionContext output)
    {
        foreach (EmittedFile file in Files)
        {
            output.AddSource(file.HintName, SourceText.From(file.Text, Utf8));
        }
    }
}
