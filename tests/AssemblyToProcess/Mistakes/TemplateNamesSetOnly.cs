using ObjectFs;

[Export(Name = "{Secret}")]
public class TemplateNamesSetOnly
{
    private int _secret;
    public int Secret { set => _secret = value; } // here
}
