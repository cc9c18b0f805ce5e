namespace PowerSoftmax.Architecture.Tests;

/// <summary>Inside of the IR and of the passes, too, nobody looks upwards; what still does is listed here with its reason.</summary>
public class FolderLayerTests
{
    private static readonly FolderLayers Ir = new(
        "Ir",
        [
            "Collections", "Approximation", "Parameters", "Types", "Tensors", "Weights", "Layouts", "LinearMaps", "Bootstrapping", "Diagnostics", "Graphs",
            "Text", "TensorDialect", "PackedDialect", "CkksDialect", "Ranges", "Interpreters",
        ],
        [
            new("*", "Graphs/IrException", "the one exception of the IR, which knows nothing itself"),
            new("Parameters/*", "Bootstrapping/*", "parameters with bootstraps hold the literal of these and check it"),
            new("Types/PackedType", "Layouts/*", "the type of a packed value is its layout"),
            new("Diagnostics/FailedModule", "Graphs/*", "a module that says in its metadata what went wrong"),
            new("Graphs/Op", "Text/OpAttribute", "an op states its attributes in the form in which they are written"),
            new("Layouts/LayoutText", "Text/TextCursor", "a layout has a text form, which uses the cursor of all others"),
            new("Layouts/LayoutAttribute", "Text/*", "a layout as an attribute of an op"),
            new("LinearMaps/LinearMapAttributes", "Text/*", "a linear map as attributes of an op"),
            new("Text/OpTable", "*", "joins the tables of the dialects, so that a reader knows all of them"),
        ]);

    private static readonly FolderLayers Passes = new(
        "Passes",
        [
            "Rewriting", "Normalization", "Algebra", "Contractions", "FeatureMaps", "Split", "Calibrate", "Approximate", "Costs", "Noise", "Rules",
            "Levels", "Predict", "Manage", "Batches", "Layouts", "Kernels", "Answers", "Check", "Select", "Plan", "Attempts", "CircuitPasses", ".",
        ],
        [
            new("*", "./IPass", "the contract that every pass is written against"),
            new("*", "./PassContext", "what passes share"),
            new("*", "./CompilerOptions", "the user's choices"),
            new("*", "./Aim", "what the attempts are compared by"),
            new("Kernels/CheckRows", "./Pipeline", "rehearses the passes that come after it"),
            new("CircuitPasses/AssembleModule", "./CircuitMetadata", "writes what the plan says, of which the command line reads the same names"),
            new("Calibrate/*", "Approximate/*", "samples are run for functions and judged by what is found of these; to part them, functions and reports need a room below both"),
        ]);

    [Fact]
    public void EveryFolderHasItsLayer() => AssertNone([.. Ir.Unlisted(), .. Passes.Unlisted()]);

    [Fact]
    public void NoFolderOfTheIrLooksUpwards() => AssertNone(Ir.Violations());

    [Fact]
    public void NoFolderOfThePassesLooksUpwards() => AssertNone(Passes.Violations());

    [Fact]
    public void NoExceptionIsLeftOver() => AssertNone([.. Ir.Unneeded(), .. Passes.Unneeded()]);

    [Fact]
    public void ALookUpwardsIsFoundUnlessItIsAllowed()
    {
        string[] layers = ["Diagnostics", "Collections"];
        FolderLayers strict = new("Ir", layers, []);
        FolderLayers lax = new("Ir", layers, [new("Diagnostics/*", "Collections/*", "for this test"), new("Collections/*", "Diagnostics/*", "for nothing")]);

        Assert.Contains("Diagnostics/FailedModule uses Collections/EquatableArray", strict.Violations());
        Assert.Contains("Layouts is in no layer", strict.Unlisted());
        Assert.Empty(lax.Violations());
        Assert.Equal(["Collections/* -> Diagnostics/*"], lax.Unneeded());
    }

    private static void AssertNone(IEnumerable<string> found)
    {
        string[] all = [.. found];

        Assert.True(all.Length == 0, string.Join('\n', all));
    }
}
