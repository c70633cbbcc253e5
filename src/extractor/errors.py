"""What can go wrong, and what the reader may do about it.

    ExtractorError                      exit 3 unless said otherwise
    ├── UsageError                      exit 2: the call itself is wrong
    │   ├── NoInput                     nothing to read was named
    │   ├── InputListFaulty             a list of inputs (@list.txt) cannot be read
    │   ├── RemoteNotReachable          a URL cannot be looked at, or its driver is missing
    │   ├── ManifestFaulty              a manifest has faults, each told with its line
    │   ├── EngineMissing               Dask is not installed, or its scheduler does not answer
    │   ├── OutputNotWritable           the output folder cannot be written
    │   ├── OutputInUse                 another run works in the output folder
    │   ├── NothingThere                no results in the folder that was named
    │   ├── ReferenceFaulty             the file of outside figures has faults, each told with its line
    │   ├── AuditFaulty                 a sheet of the audit cannot be scored
    │   ├── NoSuchPage                  the document has no page of that number
    │   ├── NoSuchRecord                the output folder has no number of that id
    │   ├── EngineUnusable              an OCR engine is unknown or not installed
    │   ├── ExtraMissing                what was asked for needs an optional library
    │   ├── ProfileError                a profile is unknown or malformed
    │   └── CorrectionsError            the file of corrections is malformed
    └── DocumentError                   one document failed; the others go on
        ├── FileMissing                 no such file
        ├── FileNotReadable             no permission, or not a file
        ├── FileEmpty                   0 bytes
        ├── NotPdf                      the file is no PDF
        ├── PdfDamaged                  a PDF, but truncated or broken
        ├── PasswordNeeded              encrypted, and no or a wrong password was given
        ├── StreamTooLarge              a stream of it unpacks to more than any page holds
        ├── ImageTooLarge               a page shows an image with more pixels than allowed: the page is left unread
        ├── TooManyPages                it has more pages than allowed
        ├── TimeExceeded                the document took longer than allowed
        ├── ResultDamaged               what an earlier run kept of it cannot be read any more
        ├── MemoryExceeded              the document needed more memory than allowed
        ├── WorkerDied                  the process that read the document came to a sudden end
        └── InternalError               a fault of this software

Every error carries a stable ``code`` and one sentence in each language that says what to do next.
"""

from __future__ import annotations

from typing import ClassVar


class ExtractorError(Exception):
    """The root: every error that the extractor raises on purpose."""

    code: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 3
    ja: ClassVar[str] = "処理できませんでした: {detail}"
    en: ClassVar[str] = "It could not be done: {detail}"

    def __init__(self, detail: str = "") -> None:
        self.detail = detail
        super().__init__(self.message_en)

    def __reduce__(self) -> tuple[type[ExtractorError], tuple[str]]:
        return type(self), (self.detail,)

    @property
    def message_ja(self) -> str:
        return self.ja.format(detail=self.detail)

    @property
    def message_en(self) -> str:
        return self.en.format(detail=self.detail)


class UsageError(ExtractorError):
    """The call itself is wrong."""

    code = "usage"
    exit_code = 2
    ja = "呼び出し方が誤っています: {detail}"
    en = "The call is not right: {detail}"


class NoInput(UsageError):
    code = "no-input"
    ja = "PDF が見つかりません: {detail}。ファイルかフォルダーを指定してください。"
    en = "No PDF was found in {detail}: name a file, or a folder that holds some."


class InputListFaulty(UsageError):
    code = "input-list"
    ja = "入力の一覧を読めません（{detail}）。1 行に 1 件、UTF-8 で書いてください。"
    en = "The list of inputs cannot be read ({detail}): write one input on each line, in UTF-8."


class RemoteNotReachable(UsageError):
    code = "remote-not-reachable"
    ja = (
        "URL を読めません（{detail}）。URL と認証情報を確かめ、必要なら disclosure-extractor[s3] などを入れてください。"
    )
    en = (
        "The URL cannot be read ({detail}): check it and your credentials; install disclosure-extractor[s3] if need be."
    )


class ManifestFaulty(UsageError):
    """``detail`` has one fault on each line, as ``FILE:LINE: column: what is wrong``."""

    code = "manifest"
    ja = "マニフェストに誤りがあります。次の行を直してください:\n{detail}"
    en = "The manifest has faults; mend these lines:\n{detail}"


class EngineMissing(UsageError):
    code = "engine-missing"
    ja = "Dask を使えません（{detail}）。disclosure-extractor[dask] を入れ、--scheduler のアドレスを確かめてください。"
    en = "Dask cannot be used ({detail}): install disclosure-extractor[dask], and check the address of --scheduler."


class OutputNotWritable(UsageError):
    code = "output-not-writable"
    ja = "出力フォルダーに書き込めません（{detail}）。--out に書き込めるフォルダーを指定してください。"
    en = "The output folder cannot be written ({detail}): give --out a folder that you may write to."


class OutputInUse(UsageError):
    code = "output-in-use"
    ja = "この出力フォルダーでは別の処理が動いています（{detail}）。終わるのを待つか、別の --out を指定してください。"
    en = "Another run is at work in this output folder ({detail}): wait until it ends, or give another --out."


class NothingThere(UsageError):
    code = "nothing-there"
    ja = "このフォルダーには処理結果がありません（{detail}）。extractor run の --out に指定したフォルダーを指定してください。"
    en = "There are no results in this folder ({detail}): name a folder that `extractor run` wrote to."


class ReferenceFaulty(UsageError):
    code = "reference-faulty"
    ja = "参照値のファイルに誤りがあります。直してから、もう一度実行してください:\n{detail}"
    en = "The file of outside figures has faults; mend them and run again:\n{detail}"


class AuditFaulty(UsageError):
    code = "audit-faulty"
    ja = "監査シートを集計できません: {detail}"
    en = "The sheet of the audit cannot be scored: {detail}"


class NoSuchPage(UsageError):
    code = "no-such-page"
    ja = "そのページはありません（{detail}）。1 からページ数までを指定してください。"
    en = "There is no such page ({detail}): give a number from 1 to the last page."


class NoSuchRecord(UsageError):
    code = "no-such-record"
    ja = "その record_id の数値はありません: {detail}。records.csv の record_id 列の値を指定してください。"
    en = "There is no number with that id: {detail}. Name one from the column record_id of records.csv."


class ExtraMissing(UsageError):
    code = "extra-missing"
    ja = "追加のライブラリーが必要です: pip install 'disclosure-extractor[{detail}]'"
    en = "An optional library is needed: pip install 'disclosure-extractor[{detail}]'"


class EngineUnusable(UsageError):
    code = "engine-unusable"
    ja = "その文字認識エンジンは使えません（{detail}）。入れるか、--ocr-engine rapid を指定してください。"
    en = "That OCR engine cannot be used ({detail}): install it, or give --ocr-engine rapid."


class ProfileError(UsageError):
    code = "profile"
    ja = "プロファイルを使えません: {detail}"
    en = "The profile cannot be used: {detail}"


class CorrectionsError(UsageError):
    code = "corrections"
    ja = "訂正ファイルを使えません。行番号の箇所を直してください。\n{detail}"
    en = "The file of corrections cannot be used: mend it in the lines named.\n{detail}"


class DocumentError(ExtractorError):
    """One document failed; the others go on."""

    code = "document"


class FileMissing(DocumentError):
    code = "file-missing"
    ja = "ファイルがありません（{detail}）。パスを確かめてください。"
    en = "There is no such file ({detail}): check the path."


class FileNotReadable(DocumentError):
    code = "file-not-readable"
    ja = "ファイルを開けません（{detail}）。読み取り権限を確かめてください。"
    en = "The file cannot be opened ({detail}): check that you may read it."


class FileEmpty(DocumentError):
    code = "file-empty"
    ja = "ファイルが空です（0 バイト）。もう一度入手してください。"
    en = "The file is empty (0 bytes): get it again."


class NotPdf(DocumentError):
    code = "not-pdf"
    ja = "PDF ではありません（先頭に %PDF がありません）。PDF を指定してください。"
    en = "This is no PDF (no %PDF at its beginning): give a PDF file."


class PdfDamaged(DocumentError):
    code = "pdf-damaged"
    ja = "PDF が壊れているか途中で切れています。もう一度入手するか、PDF 閲覧ソフトで保存し直してください。"
    en = "The PDF is damaged or cut short: get it again, or open it in a PDF viewer and save it anew."


class PasswordNeeded(DocumentError):
    code = "password-needed"
    ja = "パスワードで保護されています。--password で正しいパスワードを指定してください。"
    en = "The PDF is encrypted: give its right password with --password."


class StreamTooLarge(DocumentError):
    code = "stream-too-large"
    ja = "PDF の中のデータが展開すると {detail} MB を超えます。圧縮爆弾の疑いがあるため読み取りません。"
    en = "A stream of it unpacks to more than {detail} MB, as no honest page does: it is not read."


class ImageTooLarge(DocumentError):
    code = "image-too-large"
    ja = "画像の画素数が上限を超えます（{detail}）。--max-pixels を増やしてください。"
    en = "An image has more pixels than allowed ({detail}): allow more with --max-pixels."


class TooManyPages(DocumentError):
    code = "pages-exceeded"
    ja = "ページ数が上限を超えます（{detail}）。--max-pages を増やすか、PDF を分けてください。"
    en = "It has more pages than allowed ({detail}): allow more with --max-pages, or split the PDF."


class MemoryExceeded(DocumentError):
    code = "memory-exceeded"
    ja = "メモリーの上限（{detail} MB）を超えました。--memory を増やすか、PDF を分けてください。"
    en = "It needed more than {detail} MB of memory: allow more with --memory, or split the PDF."


class TimeExceeded(DocumentError):
    code = "time-exceeded"
    ja = "制限時間（{detail} 秒）を超えました。--timeout を延ばすか、PDF を分けてください。"
    en = "It took longer than {detail} seconds: allow more with --timeout, or split the PDF."


class WorkerDied(DocumentError):
    code = "worker-died"
    ja = "読み取り中のプロセスが異常終了しました（{detail}）。PDF を閲覧ソフトで保存し直してください。"
    en = "The process that read it ended suddenly ({detail}): open the PDF in a viewer and save it anew."


class ResultDamaged(DocumentError):
    code = "result-damaged"
    ja = "保存してあった処理結果が壊れています（{detail}）。もう一度実行してください。"
    en = "What an earlier run kept of it is damaged ({detail}): run again."


class InternalError(DocumentError):
    code = "internal-error"
    ja = "このソフトウェアの不具合です（{detail}）。PDF を添えて報告してください。"
    en = "This is a fault of this software ({detail}): please report it, with the PDF if you may."
