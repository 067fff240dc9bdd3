using System.Globalization;
using System.Text.RegularExpressions;
using Sandbox.Linux;
using static Sandbox.Tests.Interop.CompiledProgram;

namespace Sandbox.Tests.Interop;

/// <summary>Our copies of the kernel's constants and structs, compared with the C headers by the C compiler.</summary>
public sealed partial class InteropTests
{
    private static CHeader[] Headers =>
        [.. FileHeaders.All, .. MountHeaders.All, .. ProcessHeaders.All, .. SystemHeaders.All, .. SeccompHeaders.All, .. IsolateHeaders.All];

    [SetUp]
    public void RequireACompiler() => CCompiler.Require();

    [TestCaseSource(nameof(Headers))]
    public void What_we_take_from_a_header_is_what_it_says(object header) =>
        Assert.That(CCompiler.Check(((CHeader)header).Source), Is.Empty);

    [Test]
    public void A_wrong_value_is_noticed() =>
        Assert.That(
            CCompiler.Check(new CHeader("errno.h").Value("wrong on purpose", Errno.ENOENT, "EPERM").Source),
            Does.Contain("wrong on purpose"));

    [Test]
    public void A_wrong_offset_or_size_is_noticed()
    {
        var swapped = new CHeader("poll.h").Structure(
            Init, "PollDescriptor", "struct pollfd", ("Descriptor", "fd"), ("Requested", "revents"), ("Returned", "events"));
        var other = new CHeader("poll.h", "struct larger { struct pollfd poll; int more; };").Structure(
            Init, "PollDescriptor", "struct larger", ("Descriptor", "poll.fd"), ("Requested", "poll.events"), ("Returned", "poll.revents"));

        Assert.That(CCompiler.Check(swapped.Source), Does.Contain("PollDescriptor.Requested: offset"));
        Assert.That(CCompiler.Check(other.Source), Does.Contain("PollDescriptor: size"));
    }

    [Test]
    public void The_numbers_in_assembly_code_are_the_kernels()
    {
        var header = new CHeader("asm/unistd.h");
        var source = File.ReadAllText(Path.Combine(TestRepository.Directory, "src/Sandbox.Init/Arch/x64.S"));
        var numbers = AssemblyNumbers().Matches(source);
        foreach (Match number in numbers)
        {
            header.Value(number.Groups[1].Value, int.Parse(number.Groups[2].Value, CultureInfo.InvariantCulture), number.Groups[1].Value.Replace("SYS_", "__NR_"));
        }

        Assert.That(numbers, Is.Not.Empty);
        Assert.That(CCompiler.Check(header.Source), Is.Empty);
    }

    [Test]
    public void No_constant_and_no_struct_of_the_kernels_is_left_out()
    {
        var covered = Headers.SelectMany(header => header.Covered).Concat(OwnConstants.All).ToHashSet();

        var forgotten = All.SelectMany(
            program => program.Constants.Keys.Where(name => IsTheKernels(program, name))
                .Concat(program.Structures.Keys.Where(name => name.StartsWith(program.KernelNamespace, StringComparison.Ordinal)))
                .Select(name => $"{program}: {name}"))
            .Where(name => !covered.Contains(name));

        Assert.That(forgotten, Is.Empty, "add them to the table of their header in Interop/Headers, or to OwnConstants");
    }

    // Whatever is in the namespace for the kernel's things, or is spelled like a C macro. Checks read what the kernel
    // says as text; their own constants are bounds.
    private static bool IsTheKernels(CompiledProgram program, string name) =>
        CMacro().IsMatch(name)
        || (name.StartsWith(program.KernelNamespace, StringComparison.Ordinal)
            && !name.StartsWith("Sandbox.Linux.Checks.", StringComparison.Ordinal));

    [GeneratedRegex(@"\._?[A-Z][A-Z0-9]*_[A-Z0-9_]+$")]
    private static partial Regex CMacro();

    [GeneratedRegex(@"\.equ\s+(SYS_\w+),\s*(\d+)")]
    private static partial Regex AssemblyNumbers();
}
