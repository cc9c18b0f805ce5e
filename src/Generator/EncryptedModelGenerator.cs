using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PowerSoftmax.Generator.Circuits;
using PowerSoftmax.Generator.Emission;
using PowerSoftmax.Generator.Reporting;
using PowerSoftmax.Generator.Targets;

namespace PowerSoftmax.Generator;

/// <summary>Completes classes with <c>[EncryptedModel]</c> by the client and the server of a compiled circuit.</summary>
/// <remarks>Only values travel between the steps; every step has a name in <see cref="TrackingNames"/>.</remarks>
[Generator(LanguageNames.CSharp)]
public sealed class EncryptedModelGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ModelTarget> targets = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                RuntimeNames.EncryptedModelAttribute,
                static (node, _) => node is TypeDeclarationSyntax,
                static (attribute, token) => ModelTargetReader.Read(attribute, token))
            .WithTrackingName(TrackingNames.Targets);

        IncrementalValuesProvider<ModelClass> classes = targets
            .Select(static (target, _) => target.Class)
            .WithTrackingName(TrackingNames.Classes);

        IncrementalValuesProvider<CircuitText> texts = context.AdditionalTextsProvider
            .Where(static text => CircuitText.IsCircuit(text))
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, token) => CircuitText.From(pair.Left, pair.Right, token))
            .WithTrackingName(TrackingNames.CircuitTexts);

        IncrementalValueProvider<ImmutableArray<CircuitFile>> circuits = texts
            .Select(static (text, _) => CircuitReader.Read(text))
            .WithTrackingName(TrackingNames.Circuits)
            .Collect();

        IncrementalValuesProvider<EmittedModel> sources = classes
            .Combine(circuits)
            .Select(static (pair, _) => Model.Find(pair.Left, pair.Right))
            .WithTrackingName(TrackingNames.Models)
            .Select(static (model, token) => ModelWriter.Write(model, token))
            .WithTrackingName(TrackingNames.Sources);

        IncrementalValuesProvider<Report> reports = targets
            .Combine(circuits)
            .SelectMany(static (pair, _) => ModelReports.Of(pair.Left, Model.Find(pair.Left.Class, pair.Right)))
            .WithTrackingName(TrackingNames.Reports);

        context.RegisterSourceOutput(sources, static (output, model) => model.AddTo(output));
        context.RegisterSourceOutput(reports, static (output, report) => output.ReportDiagnostic(report.ToDiagnostic()));
    }
}
