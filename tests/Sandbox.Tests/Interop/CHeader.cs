using System.Globalization;
using System.Text;

namespace Sandbox.Tests.Interop;

/// <summary>
/// What our programs take from one C header, written out: which constant is which macro, which struct is which. It is
/// compiled against the header as assertions.
/// </summary>
/// <param name="fileName">What follows #include.</param>
/// <param name="declarations">C declarations to put after it.</param>
internal sealed class CHeader(string fileName, string declarations = "")
{
    private readonly StringBuilder _assertions = new();

    /// <summary>The constants and structs it speaks for, as <c>program: name</c>.</summary>
    public HashSet<string> Covered { get; } = [];

    /// <summary>The C program that compiles when everything is as the header has it.</summary>
    public string Source =>
        $"#define _GNU_SOURCE\n#include <stddef.h>\n#include <{fileName}>\n{declarations}\n{_assertions}";

    /// <summary>Constants of one type that are spelled as in the header.</summary>
    public CHeader Constants(CompiledProgram program, string type, params IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            Constant(program, $"{type}.{name}", name);
        }

        return this;
    }

    /// <summary>All constants of a type, which are spelled as in the header, but for a prefix.</summary>
    public CHeader AllConstants(CompiledProgram program, string type, string prefix = "")
    {
        foreach (var name in program.Constants.Keys.Where(name => name.StartsWith($"{type}.", StringComparison.Ordinal)))
        {
            Constant(program, name, prefix + name[(type.Length + 1)..]);
        }

        return this;
    }

    /// <summary>A constant of ours that is a C expression under another name.</summary>
    public CHeader Constant(CompiledProgram program, string name, string expression) =>
        Value(Cover(program, name), program.Constants[program.Resolve(name)], expression);

    /// <summary>As <see cref="Constants"/>, where the installed header is recent enough to have the macro.</summary>
    public CHeader ConstantWhereDefined(CompiledProgram program, string type, string macro)
    {
        _assertions.Append("#ifdef ").AppendLine(macro);
        Constants(program, type, macro);
        _assertions.AppendLine("#endif");
        return this;
    }

    /// <summary>A value that has no name of its own in our programs.</summary>
    public CHeader Value(string what, object value, string expression)
    {
        var number = Convert.ToDecimal(value, CultureInfo.InvariantCulture);
        return number < 0
            ? Assert($"(long long)({expression}) == {number}LL", what)
            : Assert($"(unsigned long long)({expression}) == {number}ULL", what);
    }

    /// <summary>A struct: its size, and every member of ours by its designator in C.</summary>
    public CHeader Structure(CompiledProgram program, string name, string type, params (string Ours, string Theirs)[] members) =>
        Beginning(program, name, type, members)
            .Assert($"sizeof({type}) == {program.Structures[program.Resolve(name)].Size}", $"{program}: {name}: size");

    /// <summary>The first members of a struct.</summary>
    public CHeader Beginning(CompiledProgram program, string name, string type, params (string Ours, string Theirs)[] members)
    {
        var what = Cover(program, name);
        var layout = program.Structures[program.Resolve(name)];
        NUnit.Framework.Assert.That(
            members.Select(member => member.Ours), Is.EquivalentTo(layout.Members.Select(member => member.Name)), $"the members of {what}");
        foreach (var (ours, theirs) in members)
        {
            var member = layout.Members.Single(candidate => candidate.Name == ours);
            Assert($"offsetof({type}, {theirs}) == {member.Offset}", $"{what}.{ours}: offset");
            Assert($"sizeof((({type} *)0)->{theirs}) == {member.Size}", $"{what}.{ours}: size");
        }

        return this;
    }

    public override string ToString() => fileName;

    private CHeader Assert(string condition, string what)
    {
        _assertions.AppendLine(CultureInfo.InvariantCulture, $"_Static_assert({condition}, \"{what}\");");
        return this;
    }

    private string Cover(CompiledProgram program, string name)
    {
        var what = $"{program}: {program.Resolve(name)}";
        Covered.Add(what);
        return what;
    }
}
