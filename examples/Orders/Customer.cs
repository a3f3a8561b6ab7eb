using System.ComponentModel.DataAnnotations;
using ObjectFs;

[Export(Name = "{Login}")]
public sealed class Customer(string login, string city)
{
    public string Login { get; } = login;

    [Required, StringLength(40)]
    public string City { get; set; } = city;
}
