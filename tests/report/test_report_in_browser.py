"""The report as people use it, in a browser that opens it from disk."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from reading import MARKUP, SCRIPT, Report

from extractor import extract
from extractor.corrections import read_decisions
from extractor.model import DecisionKind, Options, Outcome
from extractor.report import ReportOptions, write_report

pytestmark = pytest.mark.browser

SLIP, RIGHT, WRONG = "wrong_digit.pdf", "20,993", "20,393"


@pytest.fixture
def doc(report: Report) -> str:
    """The report's name of the document with the slip."""
    return str(report.document(SLIP)["id"])


@pytest.fixture
def suspect(report: Report) -> str:
    """The number that is wrong in it."""
    return str(next(f["suspect"] for f in report.document(SLIP)["findings"] if f["suspect"]))


def opened(page: Page, report: Report, where: str = "#/") -> Page:
    page.goto("about:blank")
    page.goto(report.url + where)
    page.wait_for_function("document.body.dataset.ready")
    return page


# --- looking around ---------------------------------------------------------------------------------------------------


def test_the_overview_speaks_both_languages(page: Page, report: Report) -> None:
    opened(page, report)
    expect(page.locator("h1")).to_have_text("検証レポート")
    expect(page.locator(".documents tbody tr")).to_have_count(4)
    expect(page.get_by_text("PDF ではありません")).to_be_visible()
    expect(page.locator(".chart[data-drawn] svg")).to_have_count(2)
    page.get_by_role("button", name="English").click()
    expect(page.locator("h1")).to_have_text("Validation report")
    expect(page.get_by_text("This is no PDF")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert "要確認" not in page.locator("body").inner_text()
    page.reload()
    expect(page.locator("h1")).to_have_text("Validation report")  # the choice is kept


def test_every_word_has_both_languages(page: Page, report: Report) -> None:
    words = opened(page, report).evaluate("WORDS")
    assert len(words) > 100
    assert {key for key, pair in words.items() if len(pair) != 2 or not all(pair)} == set()
    assert {
        key for key, (ja, en) in words.items() if set(re.findall(r"\{\d\}", ja)) != set(re.findall(r"\{\d\}", en))
    } == set()
    japanese = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
    assert {key for key, (_, en) in words.items() if key != "language" and japanese.search(en)} == set()


def test_documents_are_searched_and_sorted(page: Page, report: Report) -> None:
    opened(page, report)
    documents = page.locator("section:has(#h-docs)")
    documents.get_by_label("並べ替え").select_option("errors")
    expect(documents.locator("tbody tr").first).to_contain_text(SLIP)
    documents.get_by_label("検索").fill("prior_year")
    expect(documents.locator("tbody tr")).to_have_count(1)
    documents.locator("tbody a").first.click()
    expect(page.locator("h1")).to_contain_text("みなと県信用保証協会")


def test_findings_are_filtered_sorted_and_searched(page: Page, report: Report) -> None:
    opened(page, report, "#/findings")
    total = page.locator("article.card").count()
    assert total == len(report.data("findings-0"))
    page.locator("#f-severity").select_option("error")
    expect(page.locator("article.card")).to_have_count(1)
    expect(page.locator("article.card")).to_have_attribute("data-code", "sum-mismatch")
    page.locator("#f-severity").select_option("")
    page.locator("#f-sort").select_option("code")
    codes = page.locator("article.card").evaluate_all("cards => cards.map((card) => card.dataset.code)")
    assert codes == sorted(codes)
    page.get_by_label("検索").fill(WRONG)
    expect(page.locator("article.card")).to_have_count(1)
    page.reload()
    expect(page.locator("article.card")).to_have_count(1)  # the address holds the filter


def test_a_finding_shows_its_place_its_equation_and_a_value_that_fits(page: Page, report: Report) -> None:
    opened(page, report, "#/findings?sev=error")
    card = page.locator("article.card")
    ring, crop = card.locator(".ring").bounding_box(), card.locator(".crop").bounding_box()
    assert ring is not None and crop is not None
    assert crop["x"] <= ring["x"] and ring["x"] + ring["width"] <= crop["x"] + crop["width"]
    assert crop["y"] <= ring["y"] and ring["y"] + ring["height"] <= crop["y"] + crop["height"]
    assert (
        card.locator(".crop img").evaluate("async (image) => { await image.decode(); return image.naturalWidth; }")
        == 1100
    )
    expect(card.locator(".facts")).to_contain_text(RIGHT)
    expect(card.locator(".facts")).to_contain_text("÷")


def test_a_number_tells_its_story(page: Page, report: Report, doc: str, suspect: str) -> None:
    opened(page, report, f"#/doc/{doc}?r={suspect}")
    story = page.locator("#story")
    expect(story.locator(".big")).to_contain_text(f"{WRONG} 百万円")
    expect(story.locator(".equations li.breaks").first).to_contain_text("≠")
    expect(story.locator(".equations li.breaks").first).to_contain_text("あるべき範囲")
    expect(story.locator("dd", has_text="2019-04-01 – 2020-03-31")).to_be_visible()
    # the number stands over its place on the picture
    data = report.document(SLIP)
    record = next(one for one in data["records"] if one["id"] == suspect)
    shown = next(one for one in data["pages"] if one["n"] == record["page"])
    stage, box = page.locator(".stage").bounding_box(), page.locator(f"[data-record='{suspect}'].num").bounding_box()
    assert stage is not None and box is not None
    assert (box["x"] - stage["x"]) / stage["width"] == pytest.approx((record["box"][0] - 2) / shown["w"], abs=0.005)
    assert (box["y"] - stage["y"]) / stage["height"] == pytest.approx((record["box"][1] - 1.5) / shown["h"], abs=0.005)


def test_figures_of_an_equation_lead_to_their_place(page: Page, report: Report, doc: str, suspect: str) -> None:
    opened(page, report, f"#/doc/{doc}?r={suspect}")
    other = page.locator("#story .equations a").first
    name = other.inner_text()
    other.click()
    expect(page.locator("#story")).not_to_have_attribute("data-record", suspect)
    assert page.locator("#story .big").inner_text().split()[0] in name
    expect(page.locator(".over .chosen")).to_have_count(1)


def test_tables_and_text_stand_beside_the_page(page: Page, report: Report, doc: str, suspect: str) -> None:
    opened(page, report, f"#/doc/{doc}?r={suspect}")
    page.get_by_role("tab", name="表").click()
    cell = page.locator(".as-read button", has_text=WRONG)
    expect(cell).to_have_class(re.compile("trust-suspect"))
    page.get_by_role("tab", name="表").press("ArrowRight")
    expect(page.get_by_role("tab", name="本文")).to_be_focused()
    expect(page.locator(".read-text").first).to_be_visible()


def test_numbers_are_reached_by_keyboard(page: Page, report: Report, doc: str) -> None:
    opened(page, report, f"#/doc/{doc}?page=2")
    first = page.locator(".over .num[tabindex='0']")
    expect(first).to_have_count(1)
    first.focus()
    page.keyboard.press("ArrowDown")
    below = page.evaluate("document.activeElement.dataset.record")
    assert below != first.get_attribute("data-record") or below is not None
    page.keyboard.press("Enter")
    expect(page.locator("#story")).to_have_attribute("data-record", below)
    expect(page.locator("#story h2")).to_be_focused()


def test_time_series_lead_to_their_numbers(page: Page, report: Report) -> None:
    opened(page, report, "#/series")
    expect(page.locator(".small .chart[data-drawn] svg").first).to_be_visible()
    name = page.locator(".small a").first.inner_text()
    page.locator(".small a").first.click()
    expect(page.locator("h1")).to_have_text(name)
    expect(page.locator(".chart.large[data-drawn] svg")).to_be_visible()
    link = page.locator("table.plain tbody a").first
    printed = link.inner_text().split()[0]
    link.click()
    expect(page.locator("#story .facts code").first).to_contain_text(printed)


# --- deciding ---------------------------------------------------------------------------------------------------------


def saved(page: Page, folder: Path) -> Path:
    page.get_by_role("link", name="決定").click()
    with page.expect_download() as download:
        page.locator("#download").click()
    assert download.value.suggested_filename == "corrections.toml"
    path = folder / "corrections.toml"
    download.value.save_as(path)
    return path


def test_a_number_is_found_corrected_saved_and_right_in_the_next_run(
    page: Page, root: Path, tmp_path: Path, outcomes: tuple[Outcome, ...]
) -> None:
    report = Report(tmp_path / "report", write_report(outcomes[:2], tmp_path))
    opened(page, report, "#/findings")
    page.locator("#f-severity").select_option("error")
    page.get_by_role("link", name="ページで見る").click()
    expect(page.locator(".over .chosen")).to_have_attribute("aria-label", re.compile(WRONG))
    expect(page.locator("#story")).to_contain_text("合計や差引が合わない数値")
    expect(page.get_by_label("正しい値（百万円）")).to_have_value(RIGHT)
    page.get_by_label("理由").fill('原本 "p. 2" と照合\\済み')
    page.get_by_role("button", name="決定を記録").click()
    expect(page.locator(".problem")).to_have_text("理由と確認者を入力してください。")
    page.get_by_label("確認者").fill("確認者 A")
    page.get_by_role("button", name="決定を記録").click()
    expect(page.locator("[data-made=correct]")).to_contain_text(RIGHT)
    expect(page.locator("#pending")).to_have_text("1")
    decisions = read_decisions(saved(page, tmp_path))
    assert [(d.kind, d.value, d.reason, d.who, d.key.raw) for d in decisions] == [
        (DecisionKind.CORRECT, RIGHT, '原本 "p. 2" と照合\\済み', "確認者 A", WRONG)
    ]
    again = [extract(root / "samples/slips" / SLIP, Options(decisions=decisions)), outcomes[1]]
    write_report(again, tmp_path, ReportOptions(decisions=decisions))
    page.reload()
    expect(page.locator("#pending")).to_be_hidden()  # what the run applied is no longer new
    expect(page.locator("table.plain tbody tr")).to_have_count(1)
    expect(page.locator("table.plain tbody tr")).to_contain_text("適用ずみ")
    page.locator("table.plain tbody a").click()
    expect(page.locator(".stage .corrected")).to_have_count(1)
    page.locator(".stage .corrected").click()
    expect(page.locator("#story .big")).to_contain_text(RIGHT)
    expect(page.locator("#story .big .badge")).not_to_contain_text("要確認")
    expect(page.locator("#story .corrected").first).to_contain_text(f"{WRONG} → {RIGHT}")
    page.get_by_role("link", name="指摘", exact=True).click()
    page.locator("#f-severity").select_option("error")
    expect(page.locator("article.card")).to_have_count(0)
    # what is saved now still holds the decision of this run
    assert read_decisions(saved(page, tmp_path)) == decisions


def test_whatever_is_written_in_a_decision_is_read_back(page: Page, report: Report) -> None:
    texts = ['a "b" \\ c', "行\n\t\r\x7f\x00", "😀\u2028</script>", "'''quoted'''", "[[decision]]"]
    made = [
        {"id": f"d{n}", "kind": "accept", "reason": text, "who": text, "when": "2026-11-25", "item": "", "raw": text}
        for n, text in enumerate(texts)
    ]
    toml = opened(page, report).evaluate("made => tomlOf(made.map((one) => ({ made: one })))", made)
    assert [entry["reason"] for entry in tomllib.loads(toml)["decision"]] == texts
    assert page.evaluate("tomlText('a\\ud800')") == '"a\ufffd"'


def test_figures_that_are_none_are_refused(page: Page, report: Report, doc: str, suspect: str) -> None:
    opened(page, report, f"#/doc/{doc}?r={suspect}&use=12x")
    page.get_by_label("理由").fill("a")
    page.get_by_label("確認者").fill("b")
    page.get_by_role("button", name="決定を記録").click()
    expect(page.locator(".problem")).to_contain_text("数値として読めません")
    expect(page.locator("#pending")).to_be_hidden()


@pytest.mark.parametrize(
    ("kind", "name"), [(DecisionKind.ACCEPT, "正しい"), (DecisionKind.INTENDED, "原本の意図どおり")]
)
def test_a_number_is_accepted_and_the_decision_taken_back(
    page: Page, report: Report, doc: str, suspect: str, tmp_path: Path, kind: DecisionKind, name: str
) -> None:
    opened(page, report, f"#/doc/{doc}?r={suspect}")
    page.locator(f"input[value={kind.value}]").check()
    expect(page.get_by_label("正しい値（百万円）")).to_be_hidden()
    page.get_by_label("理由").fill("確認")
    page.get_by_label("確認者").fill("確認者 A")
    page.get_by_role("button", name="決定を記録").click()
    expect(page.locator(f"[data-made={kind.value}]")).to_contain_text(name)
    (decision,) = read_decisions(saved(page, tmp_path))
    assert (decision.kind, decision.value, decision.sha256) == (kind, None, report.document(SLIP)["sha256"])
    page.get_by_role("button", name="取り消す").click()
    expect(page.locator("#download")).to_have_count(0)
    expect(page.locator("#pending")).to_be_hidden()


# --- for everyone -----------------------------------------------------------------------------------------------------


def grave_faults(page: Page) -> list[str]:
    # without preloading: axe would fetch the style anew, which the page forbids
    found = Axe().run(page, options={"preload": False}).response["violations"]
    return [
        f"{v['id']}: {node['html'][:160]}"
        for v in found
        if v["impact"] in ("serious", "critical")
        for node in v["nodes"]
    ]


@pytest.mark.slow
def test_axe_finds_nothing_grave_in_any_view(page: Page, report: Report, doc: str, suspect: str) -> None:
    org = report.document(SLIP)["organization"]
    big = f"series?org={org}&concept=guarantee_acceptance"
    for where in ("", "findings", f"doc/{doc}?r={suspect}", f"doc/{doc}?page=2", "series", "decisions", big):
        opened(page, report, "#/" + where)
        if where in ("", "series"):
            page.wait_for_selector(".chart[data-drawn]")
        assert grave_faults(page) == [], where
    opened(page, report, f"#/doc/{doc}?page=2")
    for tab in ("tables", "text", "findings"):
        page.locator(f"#tab-{tab}").click()
        assert grave_faults(page) == [], tab


@pytest.mark.slow
def test_axe_finds_nothing_grave_in_english(page: Page, report: Report, doc: str, suspect: str) -> None:
    opened(page, report).get_by_role("button", name="English").click()
    for where in ("", f"doc/{doc}?r={suspect}"):
        opened(page, report, "#/" + where)
        assert page.locator("html").get_attribute("lang") == "en"
        assert grave_faults(page) == [], where


def test_nothing_is_wider_than_a_phone(browser: Browser, report: Report, doc: str, suspect: str) -> None:
    context = browser.new_context(locale="ja", viewport={"width": 375, "height": 750}, is_mobile=True, has_touch=True)
    page = context.new_page()
    for where in ("", "findings", f"doc/{doc}?r={suspect}", "series", "decisions"):
        opened(page, report, "#/" + where)
        assert page.evaluate("document.documentElement.scrollWidth") <= 375, where
    context.close()


def test_print_leaves_the_controls_out(page: Page, report: Report, doc: str, suspect: str) -> None:
    opened(page, report, f"#/doc/{doc}?r={suspect}")
    page.emulate_media(media="print")
    for control in (".top", ".tools", ".decide", ".tabs"):
        expect(page.locator(control).first).to_be_hidden()
    expect(page.locator(".stage img")).to_be_visible()
    expect(page.locator("#story .big")).to_be_visible()
    assert len(page.pdf(format="A4")) > 10_000


@pytest.fixture
def hostile_page(page: Page) -> Iterator[Page]:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    yield page
    assert dialogs == []
    assert page.locator("img[onerror], main script").count() == 0


def test_labels_that_are_markup_stay_text(hostile_page: Page, report: Report) -> None:
    page, data = hostile_page, report.document("<b>.pdf")
    opened(page, report)
    expect(page.locator(".documents", has_text="<b>.pdf")).to_be_visible()
    record = next(one for one in data["records"] if one["item"] == MARKUP)
    opened(page, report, f"#/doc/{data['id']}?r={record['id']}")
    expect(page.locator("#story h2")).to_contain_text(MARKUP)
    page.get_by_role("tab", name="表").click()
    expect(page.locator(".as-read th", has_text=SCRIPT)).to_be_visible()
    opened(page, report, f"#/findings?doc={data['id']}")
    expect(page.locator("article.card").first).to_be_visible()
    opened(page, report, "#/series")
    opened(page, report, f"#/doc/{MARKUP}")
    expect(page.locator("h1")).to_have_text("見つかりません")


def test_a_page_without_picture_shows_what_was_read_at_its_place(
    page: Page, outcomes: tuple[Outcome, ...], tmp_path: Path
) -> None:
    report = Report(tmp_path / "report", write_report(outcomes[:1], tmp_path, ReportOptions(document_megabytes=0)))
    opened(page, report, f"#/doc/{report.document(SLIP)['id']}?page=2")
    expect(page.locator(".nopicture")).to_be_visible()
    expect(page.locator(".over .bare", has_text=WRONG)).to_be_visible()
