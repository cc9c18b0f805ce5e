namespace PowerSoftmax.Runtime.Rlwe.Serialization;

/// <summary>What a record holds. The numbers are part of the format.</summary>
public enum RecordKind : ushort
{
    Ciphertext = 1,
    PublicKey = 2,
    SecretKey = 3,
    EvaluationKey = 4,
    EvaluationKeys = 5,
    Question = 6,
    Answer = 7,
}
