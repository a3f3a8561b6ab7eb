// what a file system may not do to WinFsp is told for all volumes together: a test after the other
[assembly: CollectionBehavior(DisableTestParallelization = true)]
