namespace ObjectFs.Objects.Tests.Methods;

public sealed class ArgumentTests
{
    private readonly Bench<Machine> _bench = new(new Machine());

    [Theory]
    [InlineData("Add", "2 3", "5\n")]
    [InlineData("Add", "2", "7\n")]
    [InlineData("Add", " 2\t3 \r\n", "5\n")]
    [InlineData("Add", "--right 3 2", "5\n")]
    [InlineData("Add", "--right=3 --left=2", "5\n")]
    [InlineData("Add", "right=3 2", "5\n")]
    [InlineData("Add", "--LEFT 2", "7\n")]
    [InlineData("Add", "2 -3", "-1\n")]
    [InlineData("Add", "2 0x10", "18\n")]
    [InlineData("Add", """{"left": 2, "right": 3}""", "5\n")]
    [InlineData("Add", """{"left": "0x2"}""", "7\n")]
    [InlineData("Add", "[2, 3]", "5\n")]
    [InlineData("Add", "2\03\04\0", "7\n")]
    [InlineData("Add", "1\0{\"left\": 2}\0", "7\n")]
    [InlineData("Nothing", "\n", "")]
    [InlineData("Nothing", "[]", "")]
    [InlineData("Nothing", "{}", "")]
    [InlineData("Nothing", "0\0", "")]
    public async Task Words_names_and_json_reach_their_parameters(string method, string arguments, string answer) =>
        Assert.Equal(answer, await _bench.CallAsync(method, arguments));

    [Theory]
    [InlineData("x", "x")]
    [InlineData("'a  b'", "a  b")]
    [InlineData("\"a \\\"b\\\" \\\\ \\n\"", "a \"b\" \\ \\n")]
    [InlineData("a\\ b", "a b")]
    [InlineData("''", "")]
    [InlineData("'it'\\''s'", "it's")]
    [InlineData("'a\nb'", "a\nb")]
    [InlineData("'--text'", "--text")]
    [InlineData("-- --text", "--text")]
    [InlineData("--text=--text", "--text")]
    [InlineData("text=", "")]
    [InlineData("other=1", "other=1")]
    [InlineData("-x", "-x")]
    [InlineData("1\0\0", "")]
    [InlineData("1\0 'a \"\n\0", " 'a \"\n")]
    [InlineData("1\0{\"text\": 1}\0", "{\"text\": 1}")]
    [InlineData("2\0--\0--help\0", "--help")]
    [InlineData("[\"{}\"]", "{}")]
    [InlineData("{\"text\": \"ä\\u0000\"}", "ä\0")]
    public async Task A_text_arrives_as_it_was_meant(string arguments, string text) => Assert.Equal($"{text}\n", await _bench.CallAsync("Echo", arguments));

    [Theory]
    [InlineData("a", "a False null Friday\n")]
    [InlineData("a true 3 monday", "a True 3 Monday\n")]
    [InlineData("--loud a", "a True null Friday\n")]
    [InlineData("a --loud=off --day 0", "a False null Sunday\n")]
    [InlineData("--loud false a", "a False null Friday\n")]
    [InlineData("--name a --count ''", "a False null Friday\n")]
    [InlineData("""{"name": "a", "count": null, "day": "Tuesday", "loud": true}""", "a True null Tuesday\n")]
    public async Task Defaults_switches_enums_and_nullables_work(string arguments, string answer) => Assert.Equal(answer, await _bench.CallAsync("Options", arguments));

    [Theory]
    [InlineData("abc", "abc 1 \n")]
    [InlineData("ab 3 a@b.org", "ab 3 a@b.org\n")]
    public async Task What_the_annotations_of_parameters_allow_is_called(string arguments, string answer) => Assert.Equal(answer, await _bench.CallAsync("Label", arguments));

    [Theory]
    [InlineData("Join", ",", "\n")]
    [InlineData("Join", ", a b c", "a,b,c\n")]
    [InlineData("Join", ", --parts a --parts b", "a,b\n")]
    [InlineData("Join", """{"separator": "-", "parts": ["a", "b"]}""", "a-b\n")]
    [InlineData("Join", """["-", "a", "b"]""", "a-b\n")]
    [InlineData("Sum", "", "0\n")]
    [InlineData("Sum", "1 2 3", "6\n")]
    [InlineData("Sum", "1\0[1, 2]\0", "3\n")]
    public async Task What_is_left_over_goes_to_params(string method, string arguments, string answer) =>
        Assert.Equal(answer, await _bench.CallAsync(method, arguments.Length == 0 ? "\n" : arguments));

    [Theory]
    [InlineData("""[{"X": 1, "Y": 2, "Name": "a"}]""", "1,2,a\n")]
    [InlineData("""{"spot": {"X": "0x10", "Name": null}}""", "16,0,\n")]
    [InlineData("""'{"X": 1}'""", "1,0,\n")]
    [InlineData("1\0{\"X\": 1}\0", "1,0,\n")]
    public async Task An_object_comes_as_json(string arguments, string answer) => Assert.Equal(answer, await _bench.CallAsync("Place", arguments));

    [Theory]
    [InlineData(".", "level 7\n")]
    [InlineData("/machine", "level 7\n")]
    [InlineData("""[{"$ref": "/machine"}]""", "level 7\n")]
    [InlineData("null", "nobody\n")]
    [InlineData("[null]", "nobody\n")]
    public async Task An_exported_object_comes_by_its_path(string arguments, string answer) => Assert.Equal(answer, await _bench.CallAsync("Tell", arguments));

    [Theory]
    [InlineData("Add", "\n", "EINVAL Add: left is missing: a number between 0 and 100")]
    [InlineData("Add", "abc", "EINVAL Add: left: 'abc' is not a number between 0 and 100")]
    [InlineData("Add", "200", "EINVAL Add: left: '200' is not a number between 0 and 100")]
    [InlineData("Add", "1 2 3", "EINVAL Add: it takes left, right, but 3 arguments were given")]
    [InlineData("Add", "1 --left 2 --left 3", "EINVAL Add: 'left' is given twice")]
    [InlineData("Add", """{"left": 1, "left": 2}""", "EINVAL Add: 'left' is given twice")]
    [InlineData("Add", "--middle 2", "EINVAL Add: there is no parameter 'middle': it takes left, right")]
    [InlineData("Add", """{"middle": 2}""", "EINVAL Add: there is no parameter 'middle'")]
    [InlineData("Add", "1 --right", "EINVAL Add: --right is to be followed by a whole number")]
    [InlineData("Add", "1 99999999999", "ERANGE Add: right: '99999999999'")]
    [InlineData("Add", """{"left": 1, "right": null}""", "EINVAL Add: right: null is not a whole number")]
    [InlineData("Add", """{"left": [1]}""", "EINVAL Add: left: '[1]' is not")]
    [InlineData("Add", """{"left": 1]""", "EINVAL Add: '{\"left\": 1]' is not JSON")]
    [InlineData("Add", "2\01\0", "EINVAL Add: the arguments are not finished")]
    [InlineData("Add", "'1", "EINVAL Add: the arguments are not finished")]
    [InlineData("Add", "1 \0", "EINVAL Add: a NUL is no part of a word")]
    [InlineData("Add", "1\01\02\0", "EINVAL Add: 1 words were announced, but more came")]
    [InlineData("Nothing", "x", "EINVAL Nothing: it takes no arguments, but 1 arguments were given")]
    [InlineData("Echo", """{"text": 5}""", "EINVAL Echo: text: '5' is not a text; JSON has texts in quotes")]
    [InlineData("Echo", """{"text": null}""", "EINVAL Echo: text: null is not a text")]
    [InlineData("Options", "a --day Mon", "EINVAL Options: day: 'Mon' is not one of Sunday, Monday")]
    [InlineData("Label", "''", "EINVAL Label: text: ")]
    [InlineData("Label", "a", "EINVAL Label: text: ")]
    [InlineData("Label", "abcdef", "EINVAL Label: text: ")]
    [InlineData("Label", "ABC", "EINVAL Label: text: ")]
    [InlineData("Label", "abc 2", "EINVAL Label: size: The size field")]
    [InlineData("Label", "abc 3 nobody", "EINVAL Label: owner: ")]
    [InlineData("Place", """[{"X": "abc"}]""", "EINVAL Place: spot: $.X: 'abc' is not a whole number")]
    [InlineData("Place", """[{"Z": 1}]""", "EINVAL Place: spot: The JSON property 'Z' could not be mapped")]
    [InlineData("Tell", "nowhere", "EINVAL Tell: other: 'nowhere' is not Machine as JSON, or the path of an exported object")]
    public async Task What_is_wrong_is_said_before_anything_is_called(string method, string arguments, string sentence)
    {
        Assert.StartsWith(sentence, await _bench.CallAsync(method, arguments), StringComparison.Ordinal);
        Assert.Equal(0, _bench.Machine.Calls);
    }

    [Fact]
    public async Task Bad_arguments_are_answered_with_the_usage() =>
        Assert.EndsWith("\nusage: Add <left> [<right>]\n", await _bench.CallAsync("Add", "abc"), StringComparison.Ordinal);

    [Fact]
    public async Task Arguments_that_come_in_pieces_are_one_call()
    {
        var handle = await _bench.OpenAsync(".Join/call");
        foreach (var piece in (string[])["3\0,\0a", "b\0", "c\0"])
            Assert.True((await Bench<Machine>.WriteAsync(handle, piece)).Succeeded);
        Assert.Equal("ab,c\n", await Bench<Machine>.ReadToEndAsync(handle));
        foreach (var piece in (string[])["[\",\",", "\"a\",", "\"b\"]"])
            Assert.True((await Bench<Machine>.WriteAsync(handle, piece)).Succeeded);
        Assert.Equal("a,b\n", await Bench<Machine>.ReadToEndAsync(handle));
        var page = new string('x', 4096);
        Assert.True((await Bench<Machine>.WriteAsync(handle, page)).Succeeded);
        Assert.True((await Bench<Machine>.WriteAsync(handle, " a b")).Succeeded);
        Assert.Equal($"a{page}b\n", await Bench<Machine>.ReadToEndAsync(handle));
    }

    [Fact]
    public async Task Too_many_arguments_are_refused()
    {
        var handle = await _bench.OpenAsync(".Echo/call");
        var piece = new string('x', 1 << 20);
        for (var i = 0; i < 4; i++)
            Assert.True((await Bench<Machine>.WriteAsync(handle, piece)).Succeeded);
        Assert.Equal(Tree.Errno.EFBIG, (await Bench<Machine>.WriteAsync(handle, piece)).Errno);
    }
}
