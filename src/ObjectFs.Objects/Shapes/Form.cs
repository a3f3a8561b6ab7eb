namespace ObjectFs.Objects.Shapes;

/// <summary>What a value looks like in the tree.</summary>
internal enum Form
{
    /// <summary>Never shown: delegates, pointers, types, handles to the runtime itself.</summary>
    Hidden,

    /// <summary>Known only by the value: declared as a class or an interface.</summary>
    Dynamic,

    /// <summary>No value: an empty file.</summary>
    Null,

    /// <summary>A file with a line of text.</summary>
    Scalar,

    /// <summary>A file with the text and a newline.</summary>
    Text,

    /// <summary>A file of the bytes themselves.</summary>
    Bytes,

    /// <summary>A directory of members.</summary>
    Object,

    /// <summary>A symbolic link to an object that has a place of its own, or is on the path already.</summary>
    Link,

    /// <summary>A directory 0, 1, …</summary>
    List,

    /// <summary>A directory of keys.</summary>
    Dictionary,

    /// <summary>A directory of values, by name where they are scalars.</summary>
    Set,

    /// <summary>A file of JSON lines.</summary>
    Sequence,

    /// <summary>A directory status, result, error.</summary>
    Future,

    /// <summary>A log of JSON lines, and a stream in <c>.watch</c>: events, observables, channels, asynchronous sequences.</summary>
    Events,

    /// <summary>The content of a <see cref="System.IO.Stream"/>.</summary>
    Content,
}
