"""A question as a text for somebody else: whole, with no answer that is not for everybody; and their reply."""

from __future__ import annotations

from pathlib import Path

import pytest

from policypack.answers.model import Answers
from policypack.browser.hand_over_page import WRONG
from policypack.browser.run import Run
from policypack.browser.showing import RUN
from policypack.content.questions import Question
from policypack.facts import FACTS
from policypack.pack.pack import load_pack
from policypack.questionnaire.asked import Key
from policypack.questionnaire.asked_again import asked_again
from policypack.questionnaire.asking_help import seen_by
from policypack.questionnaire.handing_over import text_to_send
from tests.organisations import ORGANISATIONS, workspace_of, workspace_with
from tests.questionnaire.forms import CATALOGUE, TODAY, window

QUESTIONS = list(CATALOGUE.questions)
ORDINARY = 12
"""Characters from which on a private answer is no word that stands in the text by chance."""


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.qid)
def test_every_question_is_whole_as_a_text(question: Question) -> None:
    text = text_to_send(question, Answers(CATALOGUE, TODAY, {}, {}, FACTS))
    assert f"The question: {question.prompt}" in text
    assert f"Why it is asked: {question.why}" in text
    assert f"Who would know: {question.who}" in text
    assert seen_by(question) in text
    assert (question.example or "What is wanted: ") in text
    for choice in question.choices:
        assert f". {choice.label}\n" in text
    wanted = text.partition("What is wanted: ")[2].partition("\n\n")[0]
    assert wanted.strip(), "what is wanted is said"


@pytest.mark.parametrize("name", sorted(ORGANISATIONS))
def test_no_text_holds_an_answer_that_is_not_for_everybody(name: str, tmp_path: Path) -> None:
    answers = load_pack(workspace_of(name, tmp_path / "club"), TODAY).answers
    shipped = " ".join(
        " ".join(filter(None, [one.prompt, one.why, one.example, one.who, *(each.label for each in one.choices)]))
        for one in QUESTIONS
    )
    texts, private = [], set()
    for question in QUESTIONS:
        group = CATALOGUE.questions.by_qid.get(question.qid.rpartition(".")[0])
        items = [""] if group is None else [item.name for item in answers.items(group.qid)]
        for item in items:
            asked = asked_again(answers, Key(question.qid, item, question.type == "group"))
            if asked is None:
                continue
            texts.append(text_to_send(question, answers, asked.item, asked.options))
            if question.visibility != "public" and question.type in ("text", "long text", "phone", "email"):
                found = asked.item.values.get(question.id) if asked.item else answers.get(question.qid)
                private.add(str(found))
    whole = "\n".join(texts)
    told = [one for one in private if len(one) >= ORDINARY and one not in shipped and one in whole]
    assert len(texts) > 100
    assert private - {"None"}, "something is private there"
    assert told == []


@pytest.mark.parametrize(
    ("qid", "reply", "understood", "kept"),
    [
        (
            "organisation.name",
            "\n  The Oak  Club\n> The question: what is it called?\n",
            "The Oak Club",
            "The Oak Club",
        ),
        ("organisation.charity", "Yes.", "Yes", "yes"),
        ("organisation.nations", "2", "Scotland", "scotland"),
        ("organisation.nations", "- England\n- 3. Wales", "England; Wales", "wales"),
        ("organisation.nations", "England, Wales", "England; Wales", "england"),
        ("brand.address", "https://oak.example", "https://oak.example", "https://oak.example"),
    ],
)
def test_a_reply_is_read_by_the_type_read_back_and_then_taken(
    qid: str, reply: str, understood: str, kept: str, tmp_path: Path
) -> None:
    browser = window(workspace_with("# nothing yet\n", tmp_path))
    run: Run = browser.client.application.extensions[RUN]
    browser.opens(f"/hand-over/{qid}").sends("Read it", reply=reply)
    assert browser.heading == "Is that right?"
    assert f"That is: {understood}." in browser.text
    assert run.engine.answers.get(qid) is None, "nothing is taken yet"
    browser.sends("Yes, that is right")
    assert run.engine.answers.get(qid) is not None
    assert kept in run.engine.workspace.answers_file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("qid", "reply", "wanted"),
    [
        ("organisation.name", "> only what we sent\n", "Paste what they wrote"),
        ("organisation.nations", "Narnia", "England"),
        ("organisation.nations", "9", "is none of the answers"),
        ("organisation.charity", "ask Kim", "Yes or no"),
        ("brand.address", "our site", "web address"),
    ],
)
def test_what_is_not_understood_says_what_would_be_and_stays(qid: str, reply: str, wanted: str, tmp_path: Path) -> None:
    browser = window(workspace_with("# nothing yet\n", tmp_path))
    browser.opens(f"/hand-over/{qid}").sends("Read it", reply=reply)
    assert browser.status == WRONG
    assert wanted in browser.text.partition("There is a problem")[2][:300]
    assert reply.strip() in browser.text


def test_every_question_page_leads_there(tmp_path: Path) -> None:
    browser = window(workspace_with("# nothing yet\n", tmp_path))
    browser.opens("/question/organisation.name").follows("Ask somebody else")
    assert browser.heading == "Ask somebody else"
    assert browser.opens("/hand-over/no.such.question").heading == "This is no longer asked"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("name: Oak Club\n  short_name: none", "Oak Club"),
        ("name: Oak Club\n  short_name: Oak", "Oak"),
        ("kind: other", ""),
    ],
)
def test_an_organisation_without_a_short_name_is_called_by_its_name(said: str, name: str, tmp_path: Path) -> None:
    browser = window(workspace_with(f"organisation:\n  {said}\n", tmp_path))
    top = browser.html.partition('<p class="top__name"><span>')[2].partition("<")[0]
    assert top == (name or "policypack")
    browser.opens("/hand-over/organisation.nations")
    assert f"how {name or 'we'} keep" in browser.text
