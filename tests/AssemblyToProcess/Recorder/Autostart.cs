namespace ObjectFs.Weaving;

public static class Autostart
{
    public static void Run() => Recording.Recording.Autostarts++;
}
