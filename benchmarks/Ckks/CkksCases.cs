using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ckks.Secrets;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Secrets;

namespace PowerSoftmax.Ckks.Benchmarks;

/// <summary>The operations of a circuit, each at the highest level.</summary>
internal sealed class CkksCases(CkksParameters parameters, IWorkers workers)
{
    public IEnumerable<(string Operation, Timing Timing)> All()
    {
        Level top = parameters.MaxLevel;
        Scale scale = parameters.DefaultScale(top);
        using KeyGenerator generator = new(parameters, workers);
        using SecretKey secret = generator.CreateSecretKey();
        using EvaluationKeys keys = generator.CreateEvaluationKeys(secret, EvaluationKeyRequest.ForRotations(parameters, [1], top, top));
        Encoder encoder = new(parameters, workers);
        Evaluator evaluator = new(parameters, keys, workers);
        SymmetricEncryptor encryptor = new(parameters, secret, workers);
        using PublicKey publicKey = generator.CreatePublicKey(secret);
        Encryptor publicEncryptor = new(parameters, publicKey, workers);
        Decryptor decryptor = new(parameters, secret, workers);
        double[] message = [.. Enumerable.Range(0, parameters.SlotCount).Select(static i => Math.Sin(i))];
        using Plaintext plaintext = encoder.EncodeExtended(message, top, scale);
        using Ciphertext x = encryptor.Encrypt(plaintext);
        using Ciphertext product = evaluator.Multiply(x, x);
        using ExtendedCiphertext extended = evaluator.Extend(x);
        using Decomposition digits = evaluator.Decompose(x);

        yield return ("rotation key", Timing.Of(() => generator.CreateGaloisKey(secret, new GaloisElement(9), top).Dispose()));
        yield return ("encode", Timing.Of(() => encoder.Encode(message, top, scale).Dispose()));
        yield return ("encode with special primes", Timing.Of(() => encoder.EncodeExtended(message, top, scale).Dispose()));
        yield return ("encrypt (secret key, seeded)", Timing.Of(() => encryptor.EncryptSeeded(plaintext).Dispose()));
        yield return ("encrypt (public key)", Timing.Of(() => publicEncryptor.Encrypt(plaintext).Dispose()));
        yield return ("decrypt and decode", Timing.Of(() => decryptor.DecryptMessage(x)));
        yield return ("decrypt", Timing.Of(() => decryptor.Decrypt(x).Dispose()));
        yield return ("add", Timing.Of(() => evaluator.Add(x, x).Dispose()));
        yield return ("multiply plain", Timing.Of(() => evaluator.MultiplyPlain(x, plaintext).Dispose()));
        yield return ("multiply plain, extended", Timing.Of(() => evaluator.MultiplyPlain(extended, plaintext).Dispose()));
        yield return ("multiply", Timing.Of(() => evaluator.Multiply(x, x).Dispose()));
        yield return ("rescale", Timing.Of(() => evaluator.Rescale(x).Dispose()));
        yield return ("relinearize", Timing.Of(() => evaluator.Relinearize(product).Dispose()));
        yield return ("relinearize and rescale", Timing.Of(() => evaluator.RelinearizeRescale(product).Dispose()));
        yield return ("rotate", Timing.Of(() => evaluator.Rotate(x, 1).Dispose()));
        yield return ("decompose", Timing.Of(() => evaluator.Decompose(x).Dispose()));
        yield return ("rotate hoisted", Timing.Of(() => evaluator.RotateHoisted(x, digits, 1).Dispose()));
        yield return ("rotate hoisted lazy", Timing.Of(() => evaluator.RotateHoistedLazy(x, digits, 1).Dispose()));
        yield return ("mod down", Timing.Of(() => evaluator.ModDown(extended).Dispose()));
    }
}
