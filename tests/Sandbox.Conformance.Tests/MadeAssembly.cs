using System.Reflection;
using System.Reflection.Emit;

namespace Sandbox.Conformance.Tests;

/// <summary>Test assemblies as others might write them: a source of a back-end, and classes for most of the fixtures.</summary>
internal static class MadeAssembly
{
    /// <summary>One that leaves out some.</summary>
    public static Assembly Without(params Type[] fixtures) => Make(fixture => !fixtures.Contains(fixture), (_, _) => { });

    /// <summary>One with all of them, one of which has an attribute.</summary>
    public static Assembly With(Type fixture, Type attribute, params object[] arguments) => Make(_ => true, (derived, proved) =>
    {
        if (proved == fixture)
        {
            var constructor = attribute.GetConstructor([.. arguments.Select(argument => argument.GetType())])!;
            derived.SetCustomAttribute(new CustomAttributeBuilder(constructor, arguments));
        }
    });

    private static AssemblyBuilder Make(Predicate<Type> isThere, Action<TypeBuilder, Type> change)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Made"), AssemblyBuilderAccess.Run);
        var module = assembly.DefineDynamicModule("Made");
        var source = MakeSource(module);
        foreach (var fixture in ConformanceCatalog.Fixtures.Where(fixture => isThere(fixture)))
        {
            var derived = module.DefineType($"Made{fixture.Name.Split('`')[0]}", TypeAttributes.Public | TypeAttributes.Sealed, fixture.MakeGenericType(source));
            change(derived, fixture);
            derived.CreateType();
        }

        return assembly;
    }

    // Nobody calls it.
    private static Type MakeSource(ModuleBuilder module)
    {
        var source = module.DefineType("MadeSource", TypeAttributes.Public | TypeAttributes.Sealed, typeof(object), [typeof(IBackendSource)]);
        var create = source.DefineMethod(
            nameof(IBackendSource.Create), MethodAttributes.Public | MethodAttributes.Virtual, typeof(ISandboxBackend), []);
        var body = create.GetILGenerator();
        body.Emit(OpCodes.Ldnull);
        body.Emit(OpCodes.Ret);
        return source.CreateType();
    }
}
