using System;

namespace PowerSoftmax.Generator.Targets;

/// <summary>Paths of models as keys: relative to the project, forward slashes.</summary>
internal static class ModelKey
{
    public static string Of(string path)
    {
        string key = path.Replace('\\', '/');
        while (key.StartsWith("./", StringComparison.Ordinal))
        {
            key = key.Substring(2);
        }

        return key;
    }

    /// <summary>The same path with another extension: <c>intent.onnx</c> and <c>.psir</c> make <c>intent.psir</c>.</summary>
    public static string WithExtension(string key, string extension)
    {
        int dot = key.LastIndexOf('.');
        return (dot > key.LastIndexOf('/') ? key.Substring(0, dot) : key) + extension;
    }
}
