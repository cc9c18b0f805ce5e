using System.Reflection;
using System.Reflection.Emit;

namespace PowerSoftmax.Architecture.Tests;

/// <summary>Every type that a type's members and method bodies refer to, read from their IL.</summary>
internal static class TypeReferences
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodeTable = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(static field => (OpCode)field.GetValue(null)!)
        .ToDictionary(static code => code.Value);

    public static IEnumerable<Type> Of(Type type)
    {
        IEnumerable<Type> fields = type.GetFields(All).Select(static field => field.FieldType);
        IEnumerable<MethodBase> methods = type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All));
        return new[] { type.BaseType }.OfType<Type>()
            .Concat(type.GetInterfaces())
            .Concat(fields)
            .Concat(methods.SelectMany(OfMethod))
            .SelectMany(Unwrap);
    }

    private static IEnumerable<Type> OfMethod(MethodBase method)
    {
        IEnumerable<Type> signature = method.GetParameters().Select(static parameter => parameter.ParameterType);
        IEnumerable<Type> result = method is MethodInfo info ? [info.ReturnType] : [];
        MethodBody? body = method.GetMethodBody();
        return body is null
            ? signature.Concat(result)
            : signature.Concat(result).Concat(body.LocalVariables.Select(static local => local.LocalType)).Concat(OfBody(method, body.GetILAsByteArray()!));
    }

    private static IEnumerable<Type> OfBody(MethodBase method, byte[] il)
    {
        Type[]? typeArguments = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        Type[]? methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (int position = 0; position < il.Length;)
        {
            OpCode code = ReadOpCode(il, ref position);
            if (code.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
            {
                MemberInfo? member = method.Module.ResolveMember(BitConverter.ToInt32(il, position), typeArguments, methodArguments);
                foreach (Type type in OfMember(member))
                {
                    yield return type;
                }
            }

            position += OperandSize(code, il, position);
        }
    }

    private static IEnumerable<Type> OfMember(MemberInfo? member) => member switch
    {
        Type type => [type],
        MethodInfo method => [method.DeclaringType!, method.ReturnType, .. method.GetGenericArguments()],
        null => [],
        _ => [member.DeclaringType!],
    };

    private static OpCode ReadOpCode(byte[] il, ref int position)
    {
        short value = il[position++];
        return OpCodeTable[value == 0xFE ? unchecked((short)(0xFE00 | il[position++])) : value];
    }

    private static int OperandSize(OpCode code, byte[] il, int position) => code.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, position)),
        _ => 4,
    };

    private static IEnumerable<Type> Unwrap(Type type) =>
        type.HasElementType ? Unwrap(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Unwrap).Prepend(type)
        : [type];
}
