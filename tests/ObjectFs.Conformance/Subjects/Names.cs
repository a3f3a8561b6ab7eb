using ObjectFs;

namespace ObjectFs.Conformance.Subjects
{
    [Export]
    public class Counted
    {
    }

    [Export(Name = "{Login}")]
    public class Named(string? login)
    {
        public string? Login { get; set; } = login;
    }

    [Export(Name = "{Region}-{Id:D4}")]
    public class Formatted
    {
        public string Region { get; set; } = "north";

        public int Id { get; set; }
    }

    [Export("zones/{Zone.Name}/{Login}")]
    public class Placed
    {
        public Zone? Zone { get; set; }

        public string Login { get; set; } = "";
    }

    public class Zone
    {
        public string Name { get; set; } = "";
    }

    [Export(Name = "{Key}")]
    public class Cut(string key)
    {
        public string Key { get; set; } = key;
    }

    public class Outer
    {
        [Export(Name = "{Key}")]
        public class Inner(string key)
        {
            public string Key { get; } = key;
        }
    }

    [Export(Name = "{Key}")]
    public class Box<T>(string key, T content)
    {
        public string Key { get; } = key;

        public T Content { get; set; } = content;
    }

    [Export(Name = "{Key}")]
    public class Pair<TLeft, TRight>(string key)
    {
        public string Key { get; } = key;

        public TLeft? Left { get; set; }

        public TRight? Right { get; set; }
    }

    [Export(Name = "{Key}")]
    public class Twin(string key)
    {
        public string Key { get; } = key;
    }

    [Export(Name = "{Key}")]
    public abstract class Vehicle(string key)
    {
        public string Key { get; } = key;

        public int Wheels { get; set; } = 4;
    }

    public class Car(string key) : Vehicle(key)
    {
        public int Doors { get; set; } = 5;
    }

    [Export(Name = "{Key}")]
    public class Openable
    {
        public string Key { get; set; } = "unwoven";
    }

    [Export(Name = "{Key}")]
    public class Unborn
    {
        public Unborn(string key)
        {
            Key = key;
            throw new InvalidOperationException("not today");
        }

        public string Key { get; }
    }

    [Export]
    public static class Preferences
    {
        public static int Level { get; set; } = 3;

        public static string Title { get; } = "conformance";

        public static int Turns { get; set; }

        public static string ApiKey { get; set; } = "hidden";
    }

    public class Plain
    {
        [Export]
        public static int Shared { get; set; } = 7;

        public static int Unshared { get; set; }
    }

    [Export(Name = "{Key}", Lifetime = Lifetime.Strong)]
    public class Held(string key)
    {
        public string Key { get; } = key;
    }

    [Export(Name = "{Key}")]
    public sealed class Closable(string key) : IDisposable
    {
        public string Key { get; } = key;

        public void Dispose()
        {
        }
    }

    [Export(Name = "{Key}", When = nameof(IsVisible))]
    public class Shy(string key)
    {
        public string Key { get; } = key;

        public bool IsVisible { get; set; }
    }

    [Export(Name = "{Key}", When = nameof(Shows))]
    public class Choosy(string key)
    {
        public string Key { get; } = key;

        private static bool Shows(Choosy choosy) => choosy.Key.EndsWith("-shown", StringComparison.Ordinal);
    }

    public class Loose
    {
        public int Value { get; set; } = 5;
    }

    [Export(Name = "{Key}")]
    public class Members(string key)
    {
        public string Key { get; } = key;

        public int Shown { get; set; } = 1;

        public int Field = 2;

        [NotExported]
        public int Hidden { get; set; } = 3;

        public string Password { get; set; } = "secret";

        public string AccessToken { get; set; } = "secret";

        [Export]
        public string PublicKeyToken { get; set; } = "marked";

        [Export]
        private int Inside { get; set; } = 4;

        private int Unseen { get; set; } = 5;

        public int InitOnly { get; init; } = 6;

        public int GetOnly => Inside + Unseen;

        public int SetOnly
        {
            set => Unseen = value;
        }

        public int PrivatelySet { get; private set; } = 8;

        [Export(Mode = "0600")]
        public int Narrow { get; set; } = 9;

        [Export(Name = "renamed")]
        public int Original { get; set; } = 10;

        public Func<int> Call { get; set; } = () => 1;

        public Type Type { get; set; } = typeof(int);

        public int this[int index] => index;
    }

    [Export(Name = "{Key}", Mode = "0400")]
    public class Guarded(string key)
    {
        public string Key { get; } = key;

        public int Value { get; set; } = 1;
    }
}

namespace ObjectFs.Conformance.Subjects.Elsewhere
{
    [Export(Name = "{Key}")]
    public class Twin(string key)
    {
        public string Key { get; } = key;
    }
}
