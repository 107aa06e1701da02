"""Chosen: templates get a choice that is equal to its code and has words, each escaped once."""

from __future__ import annotations

import jinja2
import pytest
from markupsafe import Markup

from policypack.content.questions import Choice, Question
from policypack.pages.chosen import Chosen, Nothing, chosen, says
from policypack.text.escaping import printed

TEA = Choice(value="tea", label="Tea", says={"bar": "Tea at {org}.", "door": "", "with": "Tea and {place}."})
COCOA = Choice(value="cocoa", label="Cocoa", says={"bar": "*Cocoa.*", "door": "Sweet.", "with": "Cocoa."})
QUESTION = Question(
    id="warm",
    type="choices",
    prompt="What is there?",
    why="People get thirsty.",
    who="Whoever runs the bar",
    visibility="public",
    none="Nothing",
    none_says={"bar": "Bring a flask.", "door": "", "with": ""},
    choices=(TEA, COCOA),
)


def filled(template: str, warm: object, org: str = "Marlpool") -> str:
    environment = jinja2.Environment(autoescape=True, finalize=printed, undefined=jinja2.StrictUndefined)
    environment.filters["says"] = says
    return environment.from_string(template).render(warm=warm, org=org)


def test_a_choice_is_equal_to_its_code_and_has_no_words_but_its_page_words() -> None:
    tea = chosen(QUESTION, "tea")
    assert (tea, isinstance(tea, Chosen)) == ("tea", True)
    assert filled("{% if warm == 'tea' and warm not in ['cocoa'] %}yes{% endif %}", tea) == "yes"
    with pytest.raises(TypeError, match="no words for readers"):
        filled("{{ warm }}", tea)


def test_words_are_markdown_and_what_they_name_is_escaped_once_and_not_read_again() -> None:
    assert filled("{{ warm|says('bar') }}", chosen(QUESTION, "cocoa")) == "*Cocoa.*"
    assert filled("{{ warm|says('bar') }}", chosen(QUESTION, "tea"), "*{org}*") == "Tea at &#42;&#123;org&#125;&#42;."
    with_place = "{{ warm|says('with', place=org) }}"
    assert filled(with_place, chosen(QUESTION, "tea"), "<b>") == "Tea and &#60;b&#62;."
    assert filled(with_place, chosen(QUESTION, "tea"), Markup("*cake*")) == "Tea and *cake*."


def test_what_is_not_decided_says_nothing_and_none_says_its_own() -> None:
    assert filled("{{ warm|says('bar') }}", None) == ""
    assert filled("{{ warm|says('bar') }}", Nothing(QUESTION.none_says)) == "Bring a flask."


def test_several_say_a_list_in_the_order_of_the_choices_or_of_the_steps() -> None:
    listed = "{% for words in warm|says('bar') %}{{ words }}{% endfor %}"
    assert filled(listed, chosen(QUESTION, ("cocoa", "tea"))) == "Tea at Marlpool.*Cocoa.*"
    steps = QUESTION.model_copy(update={"in_steps": True})
    assert filled(listed, chosen(steps, ("cocoa", "tea"))) == "*Cocoa.*Tea at Marlpool."
    assert filled("{{ warm|says('door')|length }}", chosen(QUESTION, ("cocoa", "tea"))) == "1"


@pytest.mark.parametrize("template", ["{{ warm|says('roof') }}", "{{ warm|says('with') }}", "{{ 'tea'|says('bar') }}"])
def test_words_that_nobody_wrote_and_names_that_nobody_gave_are_a_fault_of_the_template(template: str) -> None:
    with pytest.raises(jinja2.UndefinedError, match="no page words for"):
        filled(template, chosen(QUESTION, "tea"))
