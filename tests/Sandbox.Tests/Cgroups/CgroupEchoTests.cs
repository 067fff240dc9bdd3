using Sandbox.Plans;

namespace Sandbox.Tests.Cgroups;

/// <summary>What was written to a file of a group is known again in the form the kernel gives it, and nothing else is.</summary>
public sealed class CgroupEchoTests
{
    [TestCase("pids.max", "10", "10")]
    [TestCase("pids.max", "max", "max")]
    [TestCase("memory.max", "1048577", "1048576", Description = "whole pages")]
    [TestCase("memory.high", "32M", "33554432")]
    [TestCase("memory.high", "32m", "33554432")]
    [TestCase("hugetlb.2MB.max", "3M", "2097152")]
    [TestCase("memory.oom.group", "1", "1")]
    [TestCase("cpu.weight", "100", "100")]
    [TestCase("cpu.max", "50000", "50000 100000", Description = "the period has a default")]
    [TestCase("cpu.max", "max", "max 100000")]
    [TestCase("cpu.max", "50000 200000", "50000 200000")]
    [TestCase("cpu.uclamp.min", "20", "20.00")]
    [TestCase("cpu.weight.nice", "-5", "-5")]
    [TestCase("cpuset.cpus", "0,1,2,4", "0-2,4")]
    [TestCase("io.weight", "50", "default 50")]
    [TestCase("io.weight", "default 50", "default 50\n8:0 20")]
    [TestCase("io.weight", "8:0 20", "default 100\n8:0 20")]
    [TestCase("io.max", "8:0 rbps=1M wiops=max", "8:0 rbps=1048576 wbps=max riops=max wiops=max")]
    [TestCase("io.max", "8:0 rbps=max", "")]
    [TestCase("misc.max", "sev 10", "sev 10\nsev_es max")]
    public void It_is_known_again(string file, string value, string said) => Assert.That(Says(file, value, said), said);

    [TestCase("pids.max", "10", "9")]
    [TestCase("pids.max", "10", "max")]
    [TestCase("pids.max", "10", null)]
    [TestCase("pids.max", "10", "")]
    [TestCase("pids.max", "5000", "4096", Description = "no bytes")]
    [TestCase("memory.max", "1048577", "1048578", Description = "more than was allowed")]
    [TestCase("memory.max", "1G", "1048576")]
    [TestCase("memory.max", "1048576", "max")]
    [TestCase("memory.max", "99999999999G", "0")]
    [TestCase("cpu.max", "50000", "max 100000")]
    [TestCase("cpu.max", "50000 200000", "50000 100000")]
    [TestCase("cpuset.cpus", "0-3", "0-2")]
    [TestCase("cpuset.cpus", "0-3", "0-99999999999")]
    [TestCase("cpuset.cpus.partition", "root", "root invalid (Cpu list in cpuset.cpus not exclusive)")]
    [TestCase("io.max", "8:0 rbps=1M", "8:0 rbps=max wbps=max riops=max wiops=max")]
    [TestCase("io.max", "8:0 rbps=1M", "8:16 rbps=1048576 wbps=max riops=max wiops=max")]
    [TestCase("io.max", "8:0 rbps=1M", "")]
    [TestCase("misc.max", "sev 10", "sev max\nsev_es 10")]
    public void Something_else_is_not_taken_for_it(string file, string value, string? said) => Assert.That(Says(file, value, said), Is.False);

    private static bool Says(string file, string value, string? said) => new CgroupSetting(file, value).IsSaidBy(said);
}
