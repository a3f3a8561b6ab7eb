using ObjectFs;

[Export(Name = "{Login}-{Nope}")]
public class TemplateNamesNothing
{
    public string Login { get; set; } = ""; // here
}
