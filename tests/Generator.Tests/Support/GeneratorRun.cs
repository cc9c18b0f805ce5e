extern alias generator;

using System.Collections.Immutable;
using generator::PowerSoftmax.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PowerSoftmax.Generator.Tests.Support;

/// <summary>A run of the generator over source text and circuits.</summary>
internal sealed class GeneratorRun
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    private GeneratorRun(GeneratorDriver driver, Compilation before, Compilation after)
    {
        Driver = driver;
        Before = before;
        Compilation = after;
        Result = driver.GetRunResult().Results.Single();
    }

    public GeneratorDriver Driver { get; }

    /// <summary>The compilation that was given.</summary>
    public Compilation Before { get; }

    /// <summary>The compilation with what was emitted.</summary>
    public Compilation Compilation { get; }

    public GeneratorRunResult Result { get; }

    public ImmutableArray<Diagnostic> Diagnostics => Result.Diagnostics;

    /// <summary>The emitted text of a file.</summary>
    public string this[string hintName] => Result.GeneratedSources.Single(source => source.HintName == hintName).SourceText.ToString();

    public static GeneratorRun Of(string source, params CircuitFixture[] circuits)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new EncryptedModelGenerator().AsSourceGenerator()],
            circuits.Select(static circuit => circuit.ToAdditionalText()),
            ParseOptions,
            new CircuitOptions(circuits),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        return Run(driver, TestCompilation.Of(source));
    }

    /// <summary>Runs again with what the first run remembers.</summary>
    public GeneratorRun Again(Func<Compilation, Compilation> edit) => Run(Driver, edit(Before));

    /// <summary>Runs again with other circuits.</summary>
    public GeneratorRun Again(params CircuitFixture[] circuits) => Run(
        Driver.ReplaceAdditionalTexts([.. circuits.Select(static circuit => circuit.ToAdditionalText())])
            .WithUpdatedAnalyzerConfigOptions(new CircuitOptions(circuits)),
        Before);

    public static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, ParseOptions, path);

    private static GeneratorRun Run(GeneratorDriver driver, Compilation compilation)
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation after, out _);
        return new GeneratorRun(driver, compilation, after);
    }
}
