using System.Xml.Linq;

namespace PowerSoftmax.Architecture.Tests;

/// <summary>Who may know whom, by project reference.</summary>
public class ProjectReferenceTests
{
    [Theory]
    [InlineData("Ir", "")]
    [InlineData("Onnx", "Ir")]
    [InlineData("Passes", "Ir")]
    [InlineData("Runtime", "Ir")]
    [InlineData("Generator", "")]
    [InlineData("Cli", "Ir Onnx Passes Runtime Suite")]
    public void ProjectKnowsOnly(string project, string allowed)
    {
        string[] references = [.. References(project)];

        Assert.All(references, reference => Assert.Contains(reference, allowed.Split(' ')));
    }

    [Fact]
    public void IrHasNoPackages() => Assert.Empty(Document("Ir").Descendants("PackageReference"));

    private static IEnumerable<string> References(string project) => Document(project).Descendants("ProjectReference")
        .Select(static reference => reference.Attribute("Include")!.Value.Replace('\\', '/').Split('/')[^2]);

    private static XDocument Document(string project) =>
        XDocument.Load(Path.Combine(RepositoryFiles.Root, "src", project, $"PowerSoftmax.{project}.csproj"));
}
