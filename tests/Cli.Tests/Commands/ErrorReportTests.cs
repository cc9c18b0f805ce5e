using PowerSoftmax.Cli.Tests.Support;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Cli.Tests.Commands;

/// <summary>What the shell and the user are told of an error: 1 and what to do for theirs, 2 and a report for ours.</summary>
public sealed class ErrorReportTests
{
    public static TheoryData<Exception> Bugs =>
    [
        new InvalidOperationException("the pass went wrong"),
        new NullReferenceException("the pass went wrong"),
        new IndexOutOfRangeException("the pass went wrong"),
        new ArgumentException("the pass went wrong"),
        new KeyNotFoundException("the pass went wrong"),
        new OverflowException("the pass went wrong"),
        new IrException("the pass went wrong"),
        new AggregateException(new InvalidOperationException("the pass went wrong")),
        new AggregateException(new UserException("first"), new InvalidOperationException("the pass went wrong")),
    ];

    public static TheoryData<Exception> Mistakes =>
    [
        new UserException("no such class"),
        new IOException("no such class"),
        new UnauthorizedAccessException("no such class"),
        new ParameterException("LogN", "3", "no such class"),
        new DiagnosticException(DiagnosticKinds.FileUnreadable, "x.onnx", "no such class"),
        new AggregateException(new UserException("no such class")),
    ];

    [Theory]
    [MemberData(nameof(Bugs))]
    public void ABugExitsWithTwoAndAsksForAReport(Exception error)
    {
        StringWriter text = new();

        Assert.Equal(2, ErrorReport.Write(error, text));
        Assert.Contains("This is a bug", text.ToString());
        Assert.Contains("please report it", text.ToString());
        Assert.Contains("the pass went wrong", text.ToString());
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void AMistakeExitsWithOneAndSaysWhatIsWrong(Exception error)
    {
        StringWriter text = new();

        Assert.Equal(1, ErrorReport.Write(error, text));
        Assert.Contains("no such class", text.ToString());
        Assert.DoesNotContain("bug", text.ToString());
        Assert.DoesNotContain("   at ", text.ToString());
    }

    // Through the tool itself: an output that throws stands for any mistake of ours.
    [Fact]
    public void ABugInsideACommandExitsWithTwo()
    {
        StringWriter errors = new();

        Assert.Equal(2, CommandLine.Run(["--help"], Shell.Of(new BrokenWriter(), errors)));
        Assert.Contains("This is a bug", errors.ToString());
    }

    private sealed class BrokenWriter : StringWriter
    {
        public override void Write(char[] buffer, int index, int count) => throw new InvalidOperationException("the pass went wrong");

        public override void Write(char value) => throw new InvalidOperationException("the pass went wrong");

        public override void Write(string? value) => throw new InvalidOperationException("the pass went wrong");

        public override void WriteLine(string? value) => throw new InvalidOperationException("the pass went wrong");

        public override void WriteLine() => throw new InvalidOperationException("the pass went wrong");
    }
}
