using System.Diagnostics;
using System.Runtime.Intrinsics.X86;
using PowerSoftmax.IsaProbe;
using PowerSoftmax.Runtime.Kernels;

namespace PowerSoftmax.Runtime.Tests.Kernels;

public sealed class InstructionSetTests
{
    // The knobs of .NET 10; an unknown one is ignored in silence, which is why the child's answer is compared.
    [Theory]
    [InlineData("Vector512", null)]
    [InlineData("Vector256", "DOTNET_EnableAVX512")]
    [InlineData("Scalar", "DOTNET_EnableAVX2")]
    [InlineData("Scalar", "DOTNET_EnableHWIntrinsic")]
    public void EveryInstructionSetGivesTheSameBits(string expectedWidth, string? knobToSwitchOff)
    {
        LaneWidth width = Enum.Parse<LaneWidth>(expectedWidth);

        if (!Avx2.IsSupported)
        {
            Assert.Skip("These knobs are for x64 processors with AVX2; this machine has none.");
        }

        if (!KernelDispatch.IsSupported(width))
        {
            Assert.Skip($"This machine has no {expectedWidth}.");
        }

        if (knobToSwitchOff is null && KernelDispatch.Best != width)
        {
            Assert.Skip($"The widest lanes of this machine are {KernelDispatch.Best}, not {expectedWidth}.");
        }

        Assert.Equal($"{expectedWidth} {KernelCases.Hash(LaneWidth.Scalar)} {ClientCases.Hash(LaneWidth.Scalar)} {RunCases.Hash(LaneWidth.Scalar)}", RunProbe(knobToSwitchOff));
    }

    [Theory]
    [InlineData("Scalar")]
    [InlineData("Vector128")]
    [InlineData("Vector256")]
    [InlineData("Vector512")]
    public void EveryLaneWidthOfThisMachineGivesTheSameBits(string name)
    {
        LaneWidth width = Enum.Parse<LaneWidth>(name);

        if (!KernelDispatch.IsSupported(width))
        {
            Assert.Skip($"This machine has no {name}.");
        }

        Assert.Equal("B64FF018C7A049DD9280552B0373145E11DF65E2A831FCBE3EA022B14E543D8B", KernelCases.Hash(width));
        Assert.Equal(ClientCases.Hash(LaneWidth.Scalar), ClientCases.Hash(width));
        Assert.Equal(RunCases.Hash(LaneWidth.Scalar), RunCases.Hash(width));
    }

    private static string RunProbe(string? knobToSwitchOff)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "PowerSoftmax.IsaProbe.dll")])
        {
            RedirectStandardOutput = true,
        };

        if (knobToSwitchOff is not null)
        {
            start.Environment[knobToSwitchOff] = "0";
        }

        using Process probe = Process.Start(start)!;
        string output = probe.StandardOutput.ReadToEnd();
        probe.WaitForExit();

        Assert.Equal(0, probe.ExitCode);

        return output.Trim();
    }
}
