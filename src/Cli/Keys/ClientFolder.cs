using PowerSoftmax.Cli.Output;
using PowerSoftmax.Client;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Keys;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe.Secrets;

namespace PowerSoftmax.Cli.Keys;

/// <summary>Where a client's keys are: the secret one beside the folder of evaluation keys, which alone is handed out.</summary>
internal sealed class ClientFolder(string path)
{
    public string SecretKey { get; } = Path.Combine(path, "secret.key");

    public string Evaluation { get; } = Path.Combine(path, "evaluation");

    /// <summary>Whether the folder can be written into, or made where it is not there.</summary>
    /// <exception cref="UserException">It cannot.</exception>
    public void CheckWritable()
    {
        string there = Path.GetFullPath(path);
        while (!Directory.Exists(there))
        {
            if (File.Exists(there))
            {
                throw new UserException($"--output is '{path}', and this folder cannot be made: '{there}' is a file. Name another one.");
            }

            there = Path.GetDirectoryName(there)!;
        }

        new PathChecks().Write("--output", Path.Combine(there, Path.GetFileName(SecretKey))).Run();
    }

    /// <exception cref="UserException">There are keys already.</exception>
    public void CheckFree()
    {
        if (File.Exists(SecretKey))
        {
            throw new UserException($"{SecretKey}: there is a secret key already. Give another directory, or --force to replace it: answers to its questions then stay unreadable.");
        }

        // Keys without a manifest are what a killed process has left; they are of no use, and are deleted when new ones are made.
        if (File.Exists(KeyDirectory.ManifestOf(Evaluation)))
        {
            throw new UserException($"{Evaluation}: there are evaluation keys already. Give another directory, or --force to replace them.");
        }
    }

    /// <exception cref="UserException">There is no secret key.</exception>
    public void RequireSecret()
    {
        if (!File.Exists(SecretKey))
        {
            throw new UserException($"{SecretKey}: the secret key is missing. Give the directory that 'powersoftmax keys' wrote with --keys; to evaluate, no secret key is needed.");
        }
    }

    /// <summary>The secret key; a warning where others may read it.</summary>
    /// <exception cref="UserException">There is none.</exception>
    public SecretKey ReadSecret(Circuit circuit, Shell shell)
    {
        RequireSecret();

        if (SecretKeyFile.IsExposed(SecretKey))
        {
            shell.Error.WriteLine($"warning: {SecretKey} may be read by other users of this machine. Run 'chmod 600' on it; if somebody may have read it, make new keys.");
        }

        return SecretKeyFile.Read(SecretKey, circuit.Parameters, Workers.Sequential);
    }

    /// <summary>Checks a folder of evaluation keys before a model is compiled; one folder too high is recognized.</summary>
    /// <exception cref="UserException">There is no such folder, or it has no keys, but its folder 'evaluation' has.</exception>
    public static void RequireEvaluation(string path)
    {
        string below = new ClientFolder(path).Evaluation;
        if (!KeyDirectory.HoldsKeys(path) && KeyDirectory.HoldsKeys(below))
        {
            throw new UserException($"{path}: the evaluation keys are in its folder 'evaluation'. Give --keys {below}; the secret key beside it must not be given to a server.");
        }

        if (!File.Exists(KeyDirectory.ManifestOf(path)))
        {
            throw new UserException($"--keys is '{path}', and {KeyDirectory.ManifestOf(path)} does not exist; give DIR/evaluation, where DIR is what 'powersoftmax keys' wrote.");
        }
    }
}
