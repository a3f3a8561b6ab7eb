using ObjectFs.Objects.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Registry
{
    public sealed class DirectoryNamesTests
    {
        [Theory]
        [InlineData(typeof(Plain), "Plain")]
        [InlineData(typeof(Outer.Inner), "Outer.Inner")]
        [InlineData(typeof(Box<int>), "Box-Int32")]
        [InlineData(typeof(Pair<string, int>), "Pair-String-Int32")]
        [InlineData(typeof(Box<Pair<string, Box<int>>>), "Box-Pair-String-Box-Int32")]
        [InlineData(typeof(Box<int>.Lid), "Box-Int32.Lid")]
        [InlineData(typeof(Box<int>.Label<string>), "Box-Int32.Label-String")]
        [InlineData(typeof(Box<int[]>), "Box-Int32Array")]
        public void Types_are_called_by_their_simple_names(Type type, string name) => Assert.Equal(name, DirectoryNames.Simple(type));

        [Fact]
        public async Task The_second_type_of_one_name_appears_under_its_full_name()
        {
            ObjectRegistry registry = new();
            Plain first = new();
            Shop.Plain second = new();
            registry.Register(first);
            registry.Register(second);

            Assert.Equal(["Plain", "Shop.Plain"], await registry.ListObjectsAsync());
            GC.KeepAlive((first, second));
        }

        [Fact]
        public async Task A_type_whose_name_a_path_has_taken_appears_under_its_full_name()
        {
            ObjectRegistry registry = new();
            object before = new();
            Shop.Plain instance = new();
            registry.Export(before, "Plain");
            registry.Register(instance);

            Assert.Equal(["Plain", "Shop.Plain"], await registry.ListObjectsAsync());
            GC.KeepAlive((before, instance));
        }

        [Fact]
        public async Task A_static_class_has_a_directory()
        {
            ObjectRegistry registry = new();
            registry.RegisterStatic(typeof(Settings));

            Assert.Equal(["Settings"], await registry.ListObjectsAsync());
            Assert.Equal(NodeKind.Directory, (await registry.DirectoryAsync("Settings")).Kind);
        }

        [Fact]
        public void Inodes_of_instances_and_members_do_not_meet()
        {
            HashSet<ulong> seen = [Inode.Root];
            foreach (int extent in (int[])[1, 2, 32767, 32768])
            {
                foreach (long number in (long[])[1, 2, 1024, uint.MaxValue, 1L << 32])
                {
                    ulong instance = Inode.OfInstance(extent, number);
                    Assert.True(seen.Add(instance));
                    foreach (int ordinal in (int[])[0, 1, 65534, 65535])
                        Assert.True(seen.Add(Inode.OfMember(instance, ordinal)));
                    Assert.True(seen.Add(Inode.Child(instance, "a"u8)));
                }
            }
        }
    }

    [Export]
    public sealed class Plain;

    public static class Settings
    {
        public static int Value { get; set; }
    }

    public static class Outer
    {
        public sealed class Inner;
    }

    public class Box<T>
    {
        public T? Value { get; set; }

        public class Lid;

        public class Label<TText>
        {
            public TText? Text { get; set; }
        }
    }

    public sealed class Pair<TFirst, TSecond>
    {
        public TFirst? First { get; set; }

        public TSecond? Second { get; set; }
    }
}

namespace Shop
{
    [ObjectFs.Export]
    public sealed class Plain;
}
