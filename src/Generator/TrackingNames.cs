using System.Collections.Generic;

namespace PowerSoftmax.Generator;

/// <summary>Names of the pipeline's steps, by which tests see that an unrelated edit recomputes none of them.</summary>
internal static class TrackingNames
{
    /// <summary>Classes with the attribute, and where it stands.</summary>
    public const string Targets = nameof(Targets);

    /// <summary>The same without places: moving a class changes nothing here.</summary>
    public const string Classes = nameof(Classes);

    /// <summary>Text of the compiled circuits.</summary>
    public const string CircuitTexts = nameof(CircuitTexts);

    /// <summary>The circuits, read and verified.</summary>
    public const string Circuits = nameof(Circuits);

    /// <summary>Each class with its circuit.</summary>
    public const string Models = nameof(Models);

    /// <summary>The emitted files.</summary>
    public const string Sources = nameof(Sources);

    /// <summary>What is wrong, and where.</summary>
    public const string Reports = nameof(Reports);

    public static IReadOnlyList<string> All { get; } = new[] { Targets, Classes, CircuitTexts, Circuits, Models, Sources, Reports };
}
