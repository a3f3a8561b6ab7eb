using ObjectFs.Objects.Nodes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Nodes;

/// <summary>What readers keep all together. Nothing else runs meanwhile: the bound is that of the whole program.</summary>
[CollectionDefinition(nameof(KeptTests), DisableParallelization = true)]
[Collection(nameof(KeptTests))]
public sealed class KeptTests
{
    private const long Much = Limits.AllKept + 1;

    [Fact]
    public void A_single_reader_is_never_refused_and_another_beside_it_only_what_is_little()
    {
        Kept one = default, other = default;
        Assert.True(one.Keep(Much).Succeeded);
        Assert.Equal(Errno.ENOMEM, other.Keep(Limits.FewKept + 1).Errno);
        Assert.True(other.Keep(Limits.FewKept).Succeeded);
        one.End();
        Assert.True(other.Keep(Much).Succeeded);
        other.End();
    }

    [Fact]
    public void What_is_kept_instead_of_something_else_counts_once()
    {
        Kept one = default, other = default;
        Assert.True(other.Keep(Limits.FewKept + 1).Succeeded);
        for (var i = 0; i < 10; i++)
            Assert.True(one.Keep(Limits.AllKept / 2).Succeeded);
        Assert.True(one.Keep(0).Succeeded);
        Assert.True(other.Keep(Limits.AllKept).Succeeded);
        one.End();
        other.End();
    }

    [Fact]
    public void What_comes_after_the_end_is_not_counted()
    {
        Kept one = default, other = default;
        one.End();
        Assert.True(one.Keep(Much).Succeeded);
        Assert.True(other.Keep(Limits.FewKept + 1).Succeeded);
        Kept another = default;
        Assert.True(another.Keep(Limits.AllKept / 2).Succeeded);
        other.End();
        another.End();
    }
}
