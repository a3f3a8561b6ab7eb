namespace ObjectFs.Conformance.Subjects;

[Export]
public class Many
{
    public int One { get; set; } = 1;
}
