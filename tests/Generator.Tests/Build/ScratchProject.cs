using System.Diagnostics;
using PowerSoftmax.Generator.Tests.Support;

namespace PowerSoftmax.Generator.Tests.Build;

/// <summary>A project outside of the repository that imports the targets, with a stand-in for the compiler that copies a circuit.</summary>
internal sealed class ScratchProject : IDisposable
{
    private const string StandInProperties =
        "<PowerSoftmaxCommand>sh tool/stand-in.sh</PowerSoftmaxCommand><PowerSoftmaxTool>$(MSBuildProjectDirectory)/tool/powersoftmax.dll</PowerSoftmaxTool>";

    private const string StandIn = """
        echo "$@" >> tool.log
        while [ $# -gt 0 ]; do
          case "$1" in
            -o) out="$2" ;;
            --weights) weights="$2" ;;
          esac
          shift
        done
        cmp -s tool/circuit.psir "$out" || cp tool/circuit.psir "$out"
        test ! -f tool/circuit.psw || cmp -s tool/circuit.psw "$weights" || cp tool/circuit.psw "$weights"
        """;

    /// <param name="tool">The compiler's assembly; null for the stand-in.</param>
    public ScratchProject(string? tool = null)
    {
        Root = Directory.CreateTempSubdirectory("powersoftmax-").FullName;
        string targets = RepositoryFiles.PathOf("src", "Generator", "build", "PowerSoftmax.Compiler");
        Write("Directory.Build.targets", $"""<Project><Import Project="{targets}.props" /><Import Project="{targets}.targets" /></Project>""");
        Write("Scratch.csproj", Project(tool is null ? StandInProperties : $"<PowerSoftmaxTool>{tool}</PowerSoftmaxTool>"));
        Write("tool/stand-in.sh", StandIn.ReplaceLineEndings("\n"));
        Write("tool/powersoftmax.dll", "stands for the compiler's assemblies");
        Copy(RepositoryFiles.OfThisProject("Circuits", "transformer.psir"), "tool/circuit.psir");
        Copy(RepositoryFiles.OfThisProject("Circuits", "transformer.psw"), "tool/circuit.psw");
    }

    public string Root { get; }

    public string Assembly => PathOf("bin/Debug/net10.0/Scratch.dll");

    public string PathOf(string path) => Path.Combine(Root, path);

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllText(PathOf(path), text);
    }

    public void Copy(string source, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.Copy(source, PathOf(path));
    }

    /// <summary>Runs <c>dotnet</c> in the project; returns exit code, output and the stand-in's calls.</summary>
    public async Task<ScratchBuild> Run(params string[] arguments)
    {
        File.Delete(PathOf("tool.log"));
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (string argument in (string[])[.. arguments, "--nologo", "-v", "q", "--nodereuse:false", "-p:UseSharedCompilation=false"])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        string[] calls = File.Exists(PathOf("tool.log")) ? await File.ReadAllLinesAsync(PathOf("tool.log"), TestContext.Current.CancellationToken) : [];
        return new ScratchBuild(process.ExitCode, output + await errors, calls);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static string Project(string properties)
    {
        string bin = AppContext.BaseDirectory;
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <AnalysisLevel>latest-all</AnalysisLevel>
                <GenerateDocumentationFile>true</GenerateDocumentationFile>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{bin}PowerSoftmax.Runtime.dll" />
                <Reference Include="{bin}PowerSoftmax.Ir.dll" />
                <Analyzer Include="{bin}PowerSoftmax.Generator.dll" />
              </ItemGroup>
            </Project>
            """;
    }
}
