"""What a form is tried for: a text without the characters that it names holds none of it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.normalise.labels import _MARKS, _marks_with
from extractor.normalise.non_amounts import REST, SURE, Form, matches


@pytest.mark.parametrize("form", [*SURE, *REST], ids=lambda form: form.pattern.pattern[:24])
@settings(max_examples=2, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_a_text_with_a_form_has_one_of_the_characters_it_needs(form: Form, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(form.pattern))
    assert not form.needs or not form.needs.isdisjoint(text)


@pytest.mark.parametrize(
    "form", [form for form in (*SURE, *REST) if form.led], ids=lambda form: form.pattern.pattern[:24]
)
@settings(max_examples=4, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_a_form_that_begins_with_a_number_is_found_wherever_it_is(form: Form, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(form.pattern)) + data.draw(st.from_regex(form.pattern))
    assert [(m.start, m.end) for m in matches([form], text)] == [found.span() for found in form.pattern.finditer(text)]


@pytest.mark.parametrize("name", [name for name, _, _ in _MARKS])
@settings(max_examples=4, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_a_mark_is_among_those_of_its_first_character(name: str, data: st.DataObject) -> None:
    pattern = next(pattern for other, _, pattern in _MARKS if other == name)
    text = data.draw(st.from_regex(pattern).filter(lambda text: pattern.match(text) is not None))
    assert name in [other for other, _ in _marks_with(text[:1])]
