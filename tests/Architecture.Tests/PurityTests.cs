using System.Reflection;
using System.Text.RegularExpressions;

namespace PowerSoftmax.Architecture.Tests;

/// <summary>The compiler is a pure function: no clock, no environment, no unseeded randomness, no static that changes.</summary>
public class PurityTests
{
    public static TheoryData<string> PureProjects => ["Ir", "Onnx", "Passes", "Generator"];

    [Theory]
    [MemberData(nameof(PureProjects))]
    public void NothingAmbientIsRead(string project)
    {
        Regex ambient = new(@"\bEnvironment\.(GetEnvironmentVariable|TickCount)|\bDateTime(Offset)?\.(Utc)?Now|\bStopwatch\b|\bnew Random\(\)|\bRandom\.Shared|\bGuid\.NewGuid");

        Assert.Empty(RepositoryFiles.Sources($"src/{project}")
            .SelectMany(path => ambient.Matches(RepositoryFiles.Read(path)).Select(match => $"{path}: {match.Value}")));
    }

    // Wire holds what the protobuf compiler writes: a static descriptor that it sets once.
    [Theory]
    [InlineData("Ir")]
    [InlineData("Onnx")]
    [InlineData("Passes")]
    public void NoStaticFieldChanges(string project)
    {
        IEnumerable<string> changing = Assembly.Load($"PowerSoftmax.{project}").GetTypes()
            .Where(static type => !type.FullName!.Contains('<') && !type.FullName.Contains(".Wire."))
            .SelectMany(static type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(static field => !field.IsInitOnly && !field.IsLiteral && !field.Name.Contains("<>"))
            .Select(static field => $"{field.DeclaringType!.FullName}.{field.Name}");

        Assert.Empty(changing);
    }
}
