using System.Collections;
using System.Linq.Expressions;

/// <summary>A query that counts who runs it.</summary>
public sealed class CountingQuery : IQueryable<int>
{
    public Type ElementType => typeof(int);

    public Expression Expression => Expression.Constant(this);

    public IQueryProvider Provider => throw new InvalidOperationException("nobody asks for this");

    public IEnumerator<int> GetEnumerator()
    {
        Counts.Add("enumerated");
        return Enumerable.Range(0, 3).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
