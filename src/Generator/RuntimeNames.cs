using System.Collections.Generic;

namespace PowerSoftmax.Generator;

/// <summary>Every name of the runtime that emitted code uses. The generator does not reference the runtime; its tests compare this list with the real types.</summary>
internal static class RuntimeNames
{
    public const string EncryptedModelAttribute = "PowerSoftmax.EncryptedModelAttribute";

    /// <summary>Named arguments of the attribute.</summary>
    public const string CalibrationProperty = "Calibration";

    public const string BootstrappingProperty = "Bootstrapping";

    public const string SecurityProperty = "Security";

    public const string MaxKeyBytesProperty = "MaxKeyBytes";

    public const string MaxMemoryProperty = "MaxMemory";

    public const string ModelClient = "PowerSoftmax.Client.ModelClient";

    public const string ModelServer = "PowerSoftmax.ModelServer";

    public const string ServerOptions = "PowerSoftmax.ServerOptions";

    public const string Circuit = "PowerSoftmax.Runtime.Execution.Circuit";

    /// <summary>Static method of <see cref="Circuit"/>: assembly, name of the circuit's resource, name of the weights' resource.</summary>
    public const string LoadResources = "LoadResources";

    public const string CircuitSession = "PowerSoftmax.Runtime.Execution.CircuitSession";

    /// <summary>Methods of <see cref="CircuitSession"/> beside those of <see cref="Emission.OperationNames"/>.</summary>
    public const string Input = "Input";

    public const string Output = "Output";

    public const string Release = "Release";

    /// <summary>The abstract method of <see cref="ModelServer"/> that emitted code overrides.</summary>
    public const string Run = "Run";

    /// <summary>Names an emitted method of the server may not take: its own and those of members of <see cref="ModelServer"/>.</summary>
    public static IReadOnlyCollection<string> ServerMembers { get; } = new[]
    {
        "Server", "Circuit", "Dispose", "EvaluateAsync", "KeyLoads", "Run",
        "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString",
    };

    public const string Bundle = "PowerSoftmax.Runtime.Ckks.CiphertextBundle";

    public const string EvaluationKeys = "PowerSoftmax.Runtime.Rlwe.EvaluationKeys";

    public const string KeyDirectory = "PowerSoftmax.Runtime.Keys.KeyDirectory";

    /// <summary>What stands before the last dot.</summary>
    public static string Namespace(string fullName) => fullName.Substring(0, fullName.LastIndexOf('.'));

    /// <summary>The name after the last dot.</summary>
    public static string Short(string fullName) => fullName.Substring(fullName.LastIndexOf('.') + 1);
}
