using ObjectFs.Cli;

using var signals = new Signals();
return await CommandLine.RunAsync(args, Surroundings.OfProcess(), signals.Token).ConfigureAwait(false);
