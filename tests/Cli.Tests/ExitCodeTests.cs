using System.Text;
using PowerSoftmax.Cli.Compilation;
using PowerSoftmax.Cli.Tests.Support;
using PowerSoftmax.Ir.Diagnostics;

namespace PowerSoftmax.Cli.Tests;

/// <summary>A mistake of the user's ends with 1, one of this program's with 2 and a report; never the other way.</summary>
public sealed class ExitCodeTests
{
    public static TheoryData<Exception> Bugs =>
    [
        new InvalidOperationException("a bug"), new NullReferenceException("a bug"), new ArgumentException("a bug"), new IndexOutOfRangeException("a bug"),
        new KeyNotFoundException("a bug"), new NotImplementedException("a bug"), new InvalidCastException("a bug"), new OverflowException("a bug"),
        new AggregateException(new UserException("a mistake"), new FormatException("a bug")),
    ];

    public static TheoryData<Exception> Mistakes =>
    [
        new UserException("a mistake"), new IOException("a mistake"), new UnauthorizedAccessException("a mistake"),
        new DiagnosticException(DiagnosticKinds.FileUnreadable, "x", "a mistake"),
        new CompilationFailedException([Diagnostic.Of(DiagnosticKinds.FileUnreadable, "x", "a mistake")]),
        new AggregateException(new UserException("a mistake"), new IOException("a mistake")),
        new AggregateException(new AggregateException(new UserException("a mistake"))),
    ];

    [Theory]
    [MemberData(nameof(Bugs))]
    public void ABugEndsWithTwoAndAReport(Exception bug)
    {
        StringWriter error = new();

        Assert.Equal(2, ErrorReport.Write(bug, error));
        Assert.Contains("This is a bug in powersoftmax, please report it", error.ToString());
        Assert.Contains("a bug", error.ToString());
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void AMistakeEndsWithOneAndNoReport(Exception mistake)
    {
        StringWriter error = new();

        Assert.Equal(1, ErrorReport.Write(mistake, error));
        Assert.Contains("a mistake", error.ToString());
        Assert.DoesNotContain("bug", error.ToString());
    }

    /// <summary>Through a whole command: the writer of its results has the bug.</summary>
    [Theory]
    [InlineData("plan", "--json", "-")]
    [InlineData("keys", "--plan-only", "--json", "-")]
    public void SoItDoesInTheMiddleOfACommand(string command, params string[] options)
    {
        StringWriter error = new();

        int code = CommandLine.Run([command, Workspace.Digits("digits.onnx"), .. options], Shell.Of(new FaultyWriter(), error));

        Assert.Equal(2, code);
        Assert.Contains("please report it", error.ToString());
        Assert.Contains(nameof(FaultyWriter), error.ToString());
    }

    private sealed class FaultyWriter : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => throw new InvalidOperationException("a bug");
    }
}
