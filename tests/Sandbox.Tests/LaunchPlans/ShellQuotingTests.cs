using Sandbox.Plans;

namespace Sandbox.Tests.LaunchPlans;

public sealed class ShellQuotingTests
{
    [TestCase("make", "make")]
    [TestCase("-j2", "-j2")]
    [TestCase("/usr/bin/c++", "/usr/bin/c++")]
    [TestCase("A=b,c@d:e%_.", "A=b,c@d:e%_.")]
    [TestCase("", "''")]
    [TestCase("a b", "'a b'")]
    [TestCase("$(reboot)", "'$(reboot)'")]
    [TestCase("~", "'~'")]
    [TestCase("it's", @"'it'\''s'")]
    [TestCase("ünï", "'ünï'")]
    public void An_argument_is_quoted_only_where_a_shell_would_change_it(string argument, string quoted) =>
        Assert.That(ShellQuoting.Quote(argument), Is.EqualTo(quoted));
}
