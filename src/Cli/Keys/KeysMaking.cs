using System.Diagnostics;
using PowerSoftmax.Client;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Keys;
using PowerSoftmax.Runtime.Rlwe;
using Spectre.Console;

namespace PowerSoftmax.Cli.Keys;

/// <summary>Makes a client's keys into its folder.</summary>
/// <remarks>
/// The secret key is written last: while it is not there, nobody can have used the keys. Whoever is interrupted has made nothing, and the next
/// run starts clean; what a killed process has left of evaluation keys is deleted by it.
/// </remarks>
internal static class KeysMaking
{
    public static MadeKeys Run(Circuit circuit, ClientFolder folder, bool overwrite, ProgressContext progress, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        ProgressTask task = progress.AddTask("making keys", maxValue: circuit.RequiredKeys.All.Count());
        using CircuitClient client = new(circuit);

        // Whether anything of value is there was asked before the model was compiled, see ClientFolder.CheckFree.
        KeyDirectoryWriter writer = KeyDirectoryWriter.Create(folder.Evaluation, circuit.Parameters, client.Identity, overwrite: true);
        KeyDirectory made;

        try
        {
            made = client.WriteEvaluationKeys(writer, new Bar(task), cancellationToken);
            SecretKeyFile.Write(folder.SecretKey, client.Secret, overwrite);
        }
        catch
        {
            writer.Discard();

            throw;
        }

        long bytes = made.Keys.Sum(key => new FileInfo(Path.Combine(made.Path, key.FileName)).Length);
        return new MadeKeys(client.KeyId.ToString(), folder.SecretKey, folder.Evaluation, bytes, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    private sealed class Bar(ProgressTask task) : IProgress<KeyProgress>
    {
        public void Report(KeyProgress value)
        {
            task.Value = value.Made;
            task.Description = Markup.Escape($"key {value.Made} of {value.Count}: {value.Purpose}");
        }
    }
}
