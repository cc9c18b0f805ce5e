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

    /// <exception cref="UserException">There are keys already.</exception>
    public void CheckFree()
    {
        if (File.Exists(SecretKey))
        {
            throw new UserException($"{SecretKey}: there is a secret key already. Give another directory, or --force to replace it: answers to its questions then stay unreadable.");
        }

        if (KeyDirectory.HoldsKeys(Evaluation))
        {
            throw new UserException($"{Evaluation}: there are evaluation keys already. Give another directory, or --force to replace them.");
        }
    }

    /// <summary>The secret key; a warning where others may read it.</summary>
    /// <exception cref="UserException">There is none.</exception>
    public SecretKey ReadSecret(Circuit circuit, Shell shell)
    {
        if (!File.Exists(SecretKey))
        {
            throw new UserException($"{SecretKey}: the secret key is missing. Give the directory that 'powersoftmax keys' wrote with --keys; to evaluate, no secret key is needed.");
        }

        if (SecretKeyFile.IsExposed(SecretKey))
        {
            shell.Error.WriteLine($"warning: {SecretKey} may be read by other users of this machine. Run 'chmod 600' on it; if somebody may have read it, make new keys.");
        }

        return SecretKeyFile.Read(SecretKey, circuit.Parameters, Workers.Sequential);
    }

    /// <summary>Opens evaluation keys; one folder too high is recognized.</summary>
    /// <exception cref="UserException">The directory has no keys, but its folder 'evaluation' has.</exception>
    public static KeyDirectory OpenEvaluation(string path, Circuit circuit)
    {
        string below = new ClientFolder(path).Evaluation;
        return !KeyDirectory.HoldsKeys(path) && KeyDirectory.HoldsKeys(below)
            ? throw new UserException($"{path}: the evaluation keys are in its folder 'evaluation'. Give --keys {below}; the secret key beside it must not be given to a server.")
            : KeyDirectory.Open(path, circuit.Parameters);
    }
}
