"""What stands on pages without a table: narrative, two columns, forms, contents, charts."""

from __future__ import annotations

NARRATIVE = (
    "令和６年度の県内経済は、個人消費に持ち直しの動きが見られたものの、原材料価格の高止まりや人手不足により、中小企業者の経営環境は依然として厳しい状況にあった。"
    "保証承諾は5,355件（前年度比102.3％）、金額にして69,841百万円（同98.7％）となった。",
    "代位弁済は254件、3,066百万円で、前年度に比べ12件、１億41百万円の増加となった。回収は、求償権の管理の強化に努めた結果、717百万円（計画比103.4％）となった。",
    "経常収支差額は５億29百万円となり、このうち３億円を基金準備金に、残る２億29百万円を収支差額変動準備金に繰り入れることとした。",
)

_TEXT = "".join(NARRATIVE)

TWO_COLUMNS_HTML = (
    '<h2 style="font-weight:normal;font-size:13pt">２．事業の概況</h2>'
    f'<div style="columns:2;column-gap:24pt;font-size:9.5pt;text-align:justify"><p>{_TEXT}</p><p>{_TEXT}</p>'
    "<ol><li>令和４年度 1,204件 18,322百万円</li><li>令和５年度 1,310件 19,004百万円</li><li>令和６年度 1,298件 18,765百万円</li></ol>"
    f"<p>{_TEXT}</p></div>"
    '<p style="margin-top:16pt">〒850-0001　長崎県長崎市港町１番２号<br>電話　095-000-1111　ファクス　095-000-2222<br>'
    "営業時間　9:00～17:00（土日祝日を除く。）</p>"
)

_BOXES = "".join(
    '<span style="display:inline-block;width:12pt;height:16pt;border:0.5pt solid #000;margin-right:-0.5pt"></span>'
    for _ in range(7)
)

FORM_HTML = f"""<h2 style="font-weight:normal;font-size:13pt;text-align:center">保証料補助金交付申請書</h2>
<p style="text-align:right">令和　　年　　月　　日</p><p>理事長　様</p>
<div style="border:0.8pt solid #000;width:300pt;margin:10pt 0 10pt 150pt;padding:6pt">住所<br><br>氏名　　　　　　　　　　　　　　　㊞</div>
<p>下記のとおり申請します。</p><p style="text-align:center">記</p>
<p>１　申請金額　　金 <span style="display:inline-block;width:150pt;height:18pt;border:0.8pt solid #000"></span> 円</p>
<p style="margin-top:8pt">２　口座番号　{_BOXES}</p>
<p style="margin-top:8pt">３　添付書類　□ 決算書　□ 納税証明書　□ その他（　　　　　　）</p>
<div style="border:0.5pt solid #000;height:90pt;margin-top:14pt;padding:4pt">（理由）</div>"""

_LEADER = "".join(
    f'<div style="display:flex;margin-left:{indent}pt"><span>{title}</span>'
    f'<span style="flex:1;border-bottom:1.2pt dotted #000;margin:0 4pt 4pt"></span><span>{page}</span></div>'
    for indent, title, page in (
        (0, "Ⅰ　協会の概要", 1), (14, "１．沿革", 2), (14, "２．組織", 4), (0, "Ⅱ　事業の概況", 6), (14, "１．保証承諾", 7),
        (14, "２．代位弁済", 12), (14, "３．求償権の回収", 15), (0, "Ⅲ　決算の状況", 21), (14, "１．貸借対照表", 22), (14, "２．収支計算書", 26),
    )
)  # fmt: skip

CONTENTS_HTML = f'<h2 style="font-weight:normal;text-align:center;letter-spacing:2em">目次</h2><div style="line-height:1.9">{_LEADER}</div>'

_BARS = "".join(
    f'<rect x="{60 + i * 70}" y="{200 - h}" width="36" height="{h}" fill="#4472c4"/>'
    f'<text x="{78 + i * 70}" y="216" text-anchor="middle">{y}</text><text x="{78 + i * 70}" y="{194 - h}" text-anchor="middle">{v}</text>'
    for i, (h, y, v) in enumerate(
        ((80, "R2", "512"), (120, "R3", "731"), (95, "R4", "604"), (140, "R5", "872"), (60, "R6", "377"))
    )
)
_GRID = "".join(
    f'<line x1="50" x2="410" y1="{200 - 40 * i}" y2="{200 - 40 * i}" stroke="#aaa" stroke-width="0.5"/>'
    f'<text x="44" y="{204 - 40 * i}" text-anchor="end">{i * 250:,}</text>'
    for i in range(5)
)

CHART_HTML = f"""<p>{NARRATIVE[1]}</p><p style="margin-top:14pt">代位弁済の推移（百万円）</p>
<svg width="430" height="230" font-size="10">{_GRID}<line x1="50" x2="50" y1="30" y2="200" stroke="#000"/>{_BARS}</svg>"""
