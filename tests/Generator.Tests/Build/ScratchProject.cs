using System.Diagnostics;
using PowerSoftmax.Generator.Tests.Support;

namespace PowerSoftmax.Generator.Tests.Build;

/// <summary>A project outside of the repository that imports the targets, with a stand-in for the compiler that copies a circuit.</summary>
internal sealed class ScratchProject : IDisposable
{
    private const string StandInProperties = """
        <PowerSoftmaxCommand>sh "$POWERSOFTMAX_TOOL"</PowerSoftmaxCommand>
        <PowerSoftmaxTool>tool/stand-in.sh</PowerSoftmaxTool>
        """;

    /// <summary>Called in the folder of the request, whose values are in Base64; weights in a file MODEL.data count as read.</summary>
    private const string StandIn = """
        request="$3"
        stem="${request%.request}"
        value() { sed -n "s/^$1=//p" "$request" | base64 -d; }
        root="$(value project)"
        paste -s -d ' ' "$request" >> "$root/tool.log"
        cmp -s "$root/tool/circuit.psir" "$stem.psir" || cp "$root/tool/circuit.psir" "$stem.psir"
        test -f "$root/tool/circuit.psw" || touch "$stem.psw"
        test ! -f "$root/tool/circuit.psw" || cmp -s "$root/tool/circuit.psw" "$stem.psw" || cp "$root/tool/circuit.psw" "$stem.psw"
        grep -q '"error ' "$stem.psir" && exit 0
        echo "$root/$(value model)" > "$stem.inputs"
        test -z "$(value calibration)" || echo "$root/$(value calibration)" >> "$stem.inputs"
        test ! -f "$root/$(value model).data" || echo "$root/$(value model).data" >> "$stem.inputs"
        """;

    /// <param name="tool">The compiler's assembly; null for the stand-in.</param>
    /// <param name="folder">Name of the project's folder; null for some name.</param>
    public ScratchProject(string? tool = null, string? folder = null)
    {
        parent = Directory.CreateTempSubdirectory("powersoftmax-").FullName;
        Root = Directory.CreateDirectory(Path.Combine(parent, folder ?? "scratch")).FullName;
        string targets = RepositoryFiles.PathOf("src", "Generator", "build", "PowerSoftmax.Compiler");
        Write("Directory.Build.targets", $"""<Project><Import Project="{targets}.props" /><Import Project="{targets}.targets" /></Project>""");
        Write("Scratch.csproj", Project(tool is null ? StandInProperties : $"<PowerSoftmaxTool>{tool}</PowerSoftmaxTool>"));
        Write("tool/stand-in.sh", StandIn.ReplaceLineEndings("\n"));
        Write("tool/powersoftmax.dll", "stands for the compiler's assemblies");
        Copy(RepositoryFiles.OfThisProject("Circuits", "transformer.psir"), "tool/circuit.psir");
        Copy(RepositoryFiles.OfThisProject("Circuits", "transformer.psw"), "tool/circuit.psw");
    }

    private readonly string parent;

    public string Root { get; }

    /// <summary>The real compiler; this test project has it built first.</summary>
    public static string Compiler()
    {
#if DEBUG
        const string Configuration = "Debug";
#else
        const string Configuration = "Release";
#endif
        return RepositoryFiles.PathOf("src", "Cli", "bin", Configuration, "net10.0", "powersoftmax.dll");
    }

    /// <summary>A project with the stand-in; the running test is skipped where there is no shell for it.</summary>
    /// <param name="folder">Name of the project's folder; null for some name.</param>
    public static ScratchProject WithStandIn(string? folder = null)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The stand-in for the compiler is a shell script.");
        }

        return new ScratchProject(folder: folder);
    }

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
        return new ScratchBuild(process.ExitCode, output + await errors, [.. calls.Select(ToolCall.Parse)]);
    }

    public void Dispose() => Directory.Delete(parent, recursive: true);

    private static string Project(string properties)
    {
        string bin = AppContext.BaseDirectory;
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework Condition="'$(TargetFrameworks)' == ''">net10.0</TargetFramework>
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
