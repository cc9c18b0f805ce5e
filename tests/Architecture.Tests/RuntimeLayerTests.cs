using System.Text.RegularExpressions;

namespace PowerSoftmax.Architecture.Tests;

/// <summary>Inside the runtime nobody looks upwards.</summary>
public class RuntimeLayerTests
{
    /// <summary>From the bottom to the top.</summary>
    private static readonly string[] Layers = ["Kernels", "Ring", "Rlwe", "Ckks", "Circuits", "Execution", "Seal"];

    public static TheoryData<string> AllLayers => [.. Layers];

    [Theory]
    [MemberData(nameof(AllLayers))]
    public void LayerUsesNoLayerAboveIt(string layer)
    {
        string[] above = Layers[(Array.IndexOf(Layers, layer) + 1)..];
        string folder = $"src/Runtime/{layer}";
        Assert.True(Directory.Exists(Path.Combine(RepositoryFiles.Root, folder)), $"{folder} is gone: correct the list of layers");

        IEnumerable<string> violations =
            from path in RepositoryFiles.Sources(folder)
            let text = RepositoryFiles.Read(path)
            from upper in above
            where Regex.IsMatch(text, $@"PowerSoftmax\.Runtime\.{upper}\b|^using {upper}\b", RegexOptions.Multiline)
            select $"{path} uses {upper}";

        Assert.Empty(violations);
    }
}
