using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sandbox.Wire;

namespace Sandbox.Tests.Fuzz;

/// <summary>sandbox-init meets plans that no planner wrote.</summary>
public sealed class PlanFuzzTests
{
    private const int Checked = 200_000;
    private const int Executed = 3_000;

    /// <summary>The same in every run, unless SANDBOX_FUZZ_SEED says otherwise.</summary>
    private static readonly int Seed = int.Parse(Environment.GetEnvironmentVariable("SANDBOX_FUZZ_SEED") ?? "20261121");

    private DirectoryInfo _directory = null!;
    private PlanCorpus _corpus = null!;

    [OneTimeSetUp]
    public void Prepare()
    {
        _directory = Directory.CreateTempSubdirectory("fuzz");
        _corpus = new PlanCorpus(_directory.FullName);
        TestContext.Progress.WriteLine($"{nameof(PlanFuzzTests)}: seed {Seed}");
    }

    [OneTimeTearDown]
    public void CleanUp() => _directory.Delete(recursive: true);

    [Test]
    public async Task Every_plan_to_start_from_is_valid()
    {
        var verdicts = await PlanChecker.CheckAsync(_corpus.All);

        Assert.That(verdicts.ExitCode, Is.Zero);
        Assert.That(verdicts.Answers, Is.EqualTo(new byte[_corpus.All.Length]));
    }

    [Test]
    public async Task A_hundred_thousand_mutated_plans_are_each_judged_without_a_crash()
    {
        var mutator = new PlanMutator(Seed, _corpus.All);
        var sent = new ConcurrentQueue<bool>();

        var verdicts = await PlanChecker.CheckAsync(Enumerable.Range(0, Checked).Select(_ =>
        {
            var plan = mutator.Next();
            sent.Enqueue(CannotBeValid(plan));
            return plan;
        }));

        Assert.That(verdicts.Answers, Has.Length.EqualTo(Checked), () => $"it ended at {Reproduction(verdicts.Answers.Length)}");
        Assert.That(verdicts.ExitCode, Is.Zero);
        var mustBeInvalid = sent.ToArray();
        for (var i = 0; i < Checked; i++)
        {
            Assert.That(verdicts.Answers[i], Is.AtMost(1), () => Reproduction(i));
            Assert.That(verdicts.Answers[i] == 0 && mustBeInvalid[i], Is.False, () => $"taken for valid: {Reproduction(i)}");
        }

        var valid = verdicts.Answers.Count(answer => answer == 0);
        TestContext.Out.WriteLine($"seed {Seed}: {valid} of {Checked} mutated plans are valid");
        Assert.That(valid, Is.InRange(Checked / 50, Checked / 2), "mutations neither miss everything nor break everything");
    }

    [Test]
    public async Task Every_truncated_plan_is_invalid()
    {
        var plan = _corpus.Executable[0];
        var length = (int)Marshal.OffsetOf<PlanHeader>(nameof(PlanHeader.TotalLength));
        var cut = Enumerable.Range(0, plan.Length).Select(end =>
        {
            var shorter = plan[..end];
            if (shorter.Length >= length + sizeof(uint))
            {
                BinaryPrimitives.WriteInt32LittleEndian(shorter.AsSpan(length), end);
            }

            return shorter;
        });

        var verdicts = await PlanChecker.CheckAsync(cut);

        Assert.That(verdicts.Answers, Has.Length.EqualTo(plan.Length).And.All.EqualTo(1));
    }

    [Test]
    public async Task Mutated_plans_that_are_carried_out_end_with_a_report()
    {
        var mutator = new PlanMutator(Seed + 1, _corpus.Executable);
        var namespaces = MemoryMarshal.Read<PlanHeader>(_corpus.Executable[0]).Namespaces;
        var plans = new List<byte[]>(Executed);
        while (plans.Count < Executed)
        {
            var plan = mutator.Next();
            if (HarmlessPlan.TryMake(plan, namespaces))
            {
                plans.Add(plan);
            }
        }

        var ends = new ConcurrentDictionary<ReportKind, int>();
        await Parallel.ForEachAsync(plans, async (plan, _) =>
        {
            var course = await PlanExecution.RunAsync(plan);
            ends.AddOrUpdate(course.End, 1, (_, count) => count + 1);
            Assert.That(
                course.End,
                Is.EqualTo(ReportKind.StepFailed).Or.EqualTo(ReportKind.Exited),
                $"seed {Seed + 1}, plan {plans.IndexOf(plan)}: {course}\n{Convert.ToBase64String(plan)}");
            Assert.That(course.WaitStatus & 0x7F, Is.Zero, $"a signal ended the monitor: {course}");

            // A command may hang, if its broken filter does not let it exit; setting up may not.
            Assert.That(course.WasKilled && !course.HasStarted, Is.False, $"{course}\n{Convert.ToBase64String(plan)}");
        });

        TestContext.Out.WriteLine($"seed {Seed + 1}: {string.Join(", ", ends.Select(end => $"{end.Value} {end.Key}"))}");
        Assert.That(ends.Keys, Is.EquivalentTo([ReportKind.StepFailed, ReportKind.Exited]));
    }

    /// <summary>What anybody can see, without a look at the steps.</summary>
    private static bool CannotBeValid(byte[] plan)
    {
        if (plan.Length < Unsafe.SizeOf<PlanHeader>())
        {
            return true;
        }

        var header = MemoryMarshal.Read<PlanHeader>(plan);
        return header.Magic != PlanHeader.ExpectedMagic
            || header.Version != PlanHeader.ExpectedVersion
            || header.TotalLength != plan.Length
            || header.Arguments.Count == 0
            || header.Flags > (uint)Enum.GetValues<PlanFlags>().Aggregate((all, flag) => all | flag)
            || ((PlanFlags)header.Flags).HasFlag(PlanFlags.Held | PlanFlags.Continues)
            || (((PlanFlags)header.Flags).HasFlag(PlanFlags.Continues) && header.WrapperArguments.Count > 0)
            || ((PlanFlags)header.Flags).HasFlag(PlanFlags.Subreaper) == ((header.Namespaces & (uint)Linux.Namespaces.Pid) != 0)
            || (header.WrapperArguments.Count > 0 && (header.Namespaces & ~(uint)Linux.Namespaces.Mount) != 0)
            || header.TextOffset > plan.Length
            || new[] { header.Setup, header.Command, header.Arguments, header.Environment, header.WrapperArguments }.Any(
                region => region.Offset % 8 != 0 || region.Offset > plan.Length || region.Count > plan.Length);
    }

    private string Reproduction(int index)
    {
        var mutator = new PlanMutator(Seed, _corpus.All);
        var plan = mutator.Next();

        // Not by LINQ, which skips what comes before the last.
        for (var skipped = 0; skipped < index; skipped++)
        {
            plan = mutator.Next();
        }

        return $"seed {Seed}, plan {index}: {Convert.ToBase64String(plan)}";
    }
}
