"""Page numbers of documents that are bound into one, each counted from its own beginning."""

from __future__ import annotations

from msgspec.structs import replace
from typeset import page

from extractor.sections import PageText, page_labels

TEXT = "当協会では金融機関と連携しながら県内の事業者の資金繰りを支えてきました。"


def foot(number: int, label: str, x0: float = 290.0, top: float = 800.0) -> PageText:
    return page(number, (TEXT[number % 9 :], 50.0, 200.0), (label, x0, top))


def test_each_part_counts_from_its_own_beginning() -> None:
    pages = [foot(n, f"-{n}-") for n in range(1, 6)] + [foot(n, f"―{n - 5}―") for n in range(6, 9)]
    assert page_labels(pages) == {1: "1", 2: "2", 3: "3", 4: "4", 5: "5", 6: "1", 7: "2", 8: "3"}


def test_two_neighbours_are_enough_at_one_place_or_the_mirrored_one() -> None:
    first = [foot(n, str(n)) for n in range(1, 5)]
    assert page_labels([*first, foot(5, "1"), foot(6, "2")]).get(6) == "2"
    assert page_labels([*first, foot(5, "10", 60.0), foot(6, "11", 520.0)]).get(5) == "10"


def test_figures_at_other_places_or_out_of_turn_are_no_page_numbers() -> None:
    first = [foot(n, str(n)) for n in range(1, 5)]
    for five, six in [
        (foot(5, "11", 60.0), foot(6, "12", 200.0)),
        (foot(5, "11"), foot(6, "13")),
        (foot(5, "11"), foot(6, "12", top=760.0)),
    ]:
        assert page_labels([*first, five, six]) == {1: "1", 2: "2", 3: "3", 4: "4"}


def test_what_a_spread_is_numbered_is_known_and_tells_of_its_neighbour() -> None:
    cover, one = foot(1, "2021"), foot(2, "—1—")
    two, three = replace(foot(3, "-2", 300.0), label="2"), replace(foot(4, "3—", 870.0), label="3")
    assert page_labels([cover, one, two, three, foot(5, "529")]) == {2: "1", 3: "2", 4: "3"}


def test_dashes_read_as_ones_are_told_by_the_next_page() -> None:
    """—1— becomes 111; at another place it is a figure, and so is 121."""
    two, three = replace(foot(2, "-2", 300.0), label="2"), replace(foot(3, "3—", 870.0), label="3")
    for first, wanted in [(foot(1, "111"), {1: "1"}), (foot(1, "111", top=740.0), {}), (foot(1, "121"), {})]:
        assert page_labels([first, two, three]) == {**wanted, 2: "2", 3: "3"}
