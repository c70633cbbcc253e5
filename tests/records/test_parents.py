"""Which rows stand under which, on lists of labels as accounts set them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.model import Box
from extractor.records.parents import Label, is_of_which, parents_of

EM = 10.0


def label(row: int, printed: str) -> Label:
    """``　`` indents by an em; a label that ends with ``:`` has no figures."""
    text = printed.lstrip("　").rstrip(":")
    left = 50 + EM * (len(printed) - len(printed.lstrip("　")))
    return Label(text, Box(left, 20 * row, left + EM * len(text), 20 * row + EM), figures=not printed.endswith(":"))


def paths(printed: str) -> dict[str, str]:
    """Label to its parents, by lines of ``printed``; labels must differ."""
    lines = [line for line in printed.split("\n") if line]
    labels = [label(row, line) for row, line in enumerate(lines)]
    assert len({one.text for one in labels}) == len(labels)
    return {one.text: " > ".join(path) for one, path in zip(labels, parents_of(labels), strict=True)}


def test_an_indented_row_stands_under_the_nearest_row_further_left() -> None:
    assert paths("経常収入\n　保証料\n　運用益\n　　利息\n経常支出\n　業務費") == {
        "経常収入": "",
        "保証料": "経常収入",
        "運用益": "経常収入",
        "利息": "経常収入 > 運用益",
        "経常支出": "",
        "業務費": "経常支出",
    }


def test_an_indent_of_a_hair_is_none() -> None:
    labels = [label(0, "基金:"), label(1, "基金準備金")]
    shifted = Label("制度", Box(52, 40, 90, 50), figures=True)
    deeper = Label("取崩", Box(70, 60, 90, 70), figures=True)
    assert parents_of([*labels, shifted, deeper]) == [(), ("基金",), ("基金",), ("基金", "制度")]


def test_rows_follow_a_heading_without_figures_at_the_same_edge() -> None:
    found = paths("資産の部:\n現金\n預け金\n負債の部:\n借入金\n　短期")
    assert (found["現金"], found["預け金"]) == ("資産の部", "資産の部")
    assert (found["負債の部"], found["借入金"], found["短期"]) == ("", "負債の部", "負債の部 > 借入金")


def test_a_heading_with_rows_further_right_heads_none_at_its_own_edge() -> None:
    found = paths("流動資産:\n　現金\n　預け金\n固定資産\n　土地")
    assert (found["預け金"], found["固定資産"], found["土地"]) == ("流動資産", "", "固定資産")


def test_figures_at_one_edge_without_a_heading_stand_side_by_side() -> None:
    assert set(paths("保証承諾\n保証債務残高\n代位弁済").values()) == {""}


@pytest.mark.parametrize("total", ["合計", "小計", "流動資産合計", "計", "（合計）"])
def test_a_total_closes_its_group(total: str) -> None:
    found = paths(f"流動資産:\n　現金\n　預け金\n{total}\n固定資産:\n　土地")
    assert found[total] in ("", "流動資産")
    assert (found["固定資産"], found["土地"]) == ("", "固定資産")


def test_an_indented_total_is_no_part_of_the_last_detail() -> None:
    found = paths("流動資産:\n　現金\n　　円貨\n　　外貨\n　合計\n固定資産:")
    assert found["合計"] == "流動資産"
    assert found["外貨"] == "流動資産 > 現金"


def test_nothing_stands_under_a_total() -> None:
    found = paths("経常収益計\n　経常費用\n　　事業費")
    assert found["経常費用"] == ""
    assert found["事業費"] == "経常費用"


def test_a_part_stands_under_the_row_that_it_is_a_part_of() -> None:
    found = paths("代位弁済\nうち元金\nうち利息\n求償権回収\n（うち元金等）")
    assert (found["うち元金"], found["うち利息"]) == ("代位弁済", "代位弁済")
    assert (found["求償権回収"], found["（うち元金等）"]) == ("", "求償権回収")


def test_numbering_serves_where_all_labels_begin_at_one_edge() -> None:
    found = paths("Ⅰ 資産の部:\n１．流動資産:\n現金\n２．固定資産:\n（１）基本財産:\n土地\nⅡ 負債の部:")
    assert found["１．流動資産"] == "Ⅰ 資産の部"
    assert found["現金"] == "Ⅰ 資産の部 > １．流動資産"
    assert found["（１）基本財産"] == "Ⅰ 資産の部 > ２．固定資産"
    assert found["土地"] == "Ⅰ 資産の部 > ２．固定資産 > （１）基本財産"
    assert found["Ⅱ 負債の部"] == ""


def test_one_class_of_numbers_makes_no_depth() -> None:
    assert set(paths("１．保証承諾\n２．保証債務残高\n３．代位弁済").values()) == {""}


def test_centred_labels_have_no_depth() -> None:
    names = ["保証承諾", "代位弁済額", "保証債務残高合", "実際回収"]
    labels = [Label(n, Box(100 - 5 * len(n), 20 * i, 100 + 5 * len(n), 20 * i + 10), True) for i, n in enumerate(names)]
    assert parents_of(labels) == [()] * 4


def test_a_label_merged_over_its_rows_takes_in_no_later_row() -> None:
    merged = Label("期末基本財産", Box(50, 0, 110, 10), figures=True, closed=True)
    after = Label("制度改革促進基金", Box(80, 60, 160, 70), figures=True)
    assert parents_of([merged, after]) == [(), ()]


def test_no_rows_have_no_parents() -> None:
    assert parents_of([]) == []


@given(st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=12))
def test_parents_are_rows_above_and_the_path_of_a_parent_begins_that_of_its_row(rows: list[tuple[int, bool]]) -> None:
    labels = [label(i, "　" * depth + f"科目{'甲乙丙丁戊己庚辛壬癸子丑'[i]}" + ":" * (not figures))
              for i, (depth, figures) in enumerate(rows)]  # fmt: skip
    found = parents_of(labels)
    known: dict[str, tuple[str, ...]] = {}
    for one, path in zip(labels, found, strict=True):
        assert path == () or (path[-1] in known and known[path[-1]] == path[:-1])
        known[one.text] = path


@pytest.mark.parametrize(
    ("text", "part"),
    [("うち元金", True), ("(うち元金)", True), ("内、利息", True), ("内部監査", False), ("打切り", False)],
)
def test_words_for_a_part(text: str, part: bool) -> None:
    assert is_of_which(text) is part


def test_what_is_left_of_a_group_stands_under_the_group_that_it_names() -> None:
    found = paths(
        "I一般正味財産増減の部:\n　2.経常外増減の部:\n　　　経常外収益計\n　　　当期一般正味財産増減額\n　　　一般正味財産期首残高"
    )
    assert found["経常外収益計"] == "I一般正味財産増減の部 > 2.経常外増減の部"
    assert found["当期一般正味財産増減額"] == found["一般正味財産期首残高"] == "I一般正味財産増減の部"


def test_a_part_may_be_one_of_a_total_and_the_groups_go_on() -> None:
    found = paths(
        "III.正味財産の部:\n　2.指定正味財産:\n　　指定正味財産合計\n　　（うち基本財産への充当額）\n　　（うち特定資産への充当額）\n"
        "　3.一般正味財産:\n　　一般正味財産合計\n　正味財産合計"
    )
    whole = "III.正味財産の部 > 2.指定正味財産 > 指定正味財産合計"
    assert found["（うち基本財産への充当額）"] == found["（うち特定資産への充当額）"] == whole
    assert found["一般正味財産合計"] == "III.正味財産の部 > 3.一般正味財産"
    assert found["正味財産合計"] == "III.正味財産の部"


def test_a_total_of_rows_that_share_its_name_leaves_their_group_open() -> None:
    found = paths(
        "1.経常増減の部:\n　調整前増減額\n　基本財産評価損益等\n　特定資産評価損益等\n　評価損益等計\n　調整後増減額"
    )
    assert found["評価損益等計"] == found["調整後増減額"] == "1.経常増減の部"
    closed = paths("経常収益:\n　事業収益\n　雑収益\n　収益計\n　当期の差額")
    assert closed["当期の差額"] == ""
