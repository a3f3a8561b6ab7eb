using ObjectFs;
using ObjectFs.Fuse;

var depot = new Depot("north");
var motors = new List<Motor> { new ElectricMotor("M-1", depot), new DieselMotor("M-2", depot), new ElectricMotor("M-3", depot) };
depot.Spare = motors[2];

try
{
    await using var fs = await ObjectFsServer.StartAsync(new ObjectFsOptions { MountPoint = args.FirstOrDefault() });
    Console.WriteLine($"""
        A depot with three motors is at {fs.MountPoint}. In another terminal:

          find {fs.MountPoint} -maxdepth 2
          ls {fs.MountPoint}/DieselMotor/.by/Serial; cat {fs.MountPoint}/ElectricMotor/.csv
          cat {fs.MountPoint}/ElectricMotor/M-1/.type
          echo 9999 > {fs.MountPoint}/DieselMotor/M-2/Speed; cat {fs.MountPoint}/DieselMotor/M-2/.error
          ln -sfn ../../DieselMotor/M-2 {fs.MountPoint}/Depot/north/Spare

        Ctrl-C ends the program and unmounts.
        """);
    await fs.Completion;
}
catch (FuseMountException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

GC.KeepAlive(motors);
return 0;
