"""Why an expression cannot be read is said in our own words, so that it can be said in any language."""

import pytest

from survey import language
from survey.logic import LogicError, parse


def told(expression: str) -> str:
    with pytest.raises(LogicError) as refused:
        parse(expression)
    return str(refused.value).removeprefix(f"“{expression}” cannot be read: ")


@pytest.mark.parametrize("expression, why", [
    ("", "nothing is written here."),
    ("  ", "nothing is written here."),
    ("'abc", "a text in quotes has no end."),
    ("${a} == 1", "write “=” in the place of “==”."),
    ("${a} && ${b}", "write “and” in the place of “&&”."),
    ("${a} = ‘x’", "write “'” in the place of “‘”."),
    (".>=18 AND .<5", "write “and” in the place of “AND”."),
    ("selected(${a},'1'", "1 “(” is not closed."),
    ("((1)", "1 “(” is not closed."),
    ("((1", "2 “(” are not closed."),
    ("count-selected(${a}))", "the “)” at character 21 closes nothing."),
    ("not ${a}", "“not” needs brackets: not()."),
    ("today", "“today” needs brackets: today()."),
    ("${age} >", "something is missing after “>”."),
    ("${a} = )(", "the “)” at character 8 closes nothing."),
    ("(${a} =)", "something is missing after “=”."),
    ("${a} or and ${b}", "something is missing after “or”."),
    ("= 1", "something is missing before “=”."),
    ("and ${a}", "something is missing before “and”."),
    ("*", "“*” cannot be used here."),
    ("${a} ${b}", "nothing stands between “${a}” and “${b}”."),
    ("selected(${a} 'x')", "nothing stands between “${a}” and “'x'”."),
    ("selectd(${a}, 'x')", "there is no function “selectd”. Did you mean “selected”?"),
    ("Selected(${a}, 'x')", "there is no function “Selected”. Did you mean “selected”?"),
    ("pulldata('a')", "there is no function “pulldata”. These can be used: abs,"),
    ("jr:choice-name(${a}, 'b')", "there is no function “jr:choice-name”."),
    ("position()", "there is no function “position”."),
    ("selected(${a})", "“selected” needs another number of values in its brackets, with commas between: 2."),
    ("concat('a')", "“concat” needs another number of values in its brackets, with commas between: 2 +."),
    ("substr('a')", "“substr” needs another number of values in its brackets, with commas between: 2–3."),
    ("true(1)", "“true” needs another number of values in its brackets, with commas between: 0."),
    ("${a} = yes", "“yes” stands without quotes. Write a question as ${name}"),
    ("../a = 1", "“/” cannot be used here. Name a question as ${name}."),
    ("1 < ${a} < 3", "it is not understood from character 10 on: “< 3”."),
    ("#", "it is not understood from character 1 on: “#”."),
    ("${a} = 1 # 2", "it is not understood from character 10 on: “# 2”."),
])  # fmt: skip
def test_the_usual_slips(expression: str, why: str) -> None:
    assert told(expression).startswith(why), told(expression)


@pytest.mark.parametrize(
    "expression", ["${a} >", "pulldata(1)", "#", "selected(1)", "1 2", "(", "x::y", "()", "a[", "$"]
)
def test_no_word_of_the_parser_comes_through(expression: str) -> None:
    language.speak("sv")
    said = told(expression)
    assert not any(word in said for word in ("unexpected", "err:", "symbol", "line 1", "Too ", "fn:", "token"))
