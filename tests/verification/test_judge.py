"""A document is what its data makes, or it is told what was done to it."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import re
import shutil
import time
import zipfile
import zlib
from base64 import b64decode, b64encode
from functools import partial
from subprocess import run
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
from pypdf.annotations import FreeText
from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, NameObject, NumberObject, StreamObject
from rendering import carrying
from support import CASES, ROOT, TODAY

from itatrack.cli.language import translator
from itatrack.findings.finding import Finding
from itatrack.findings.message import ENGLISH
from itatrack.report import provenance
from itatrack.report.formats.registry import FORMATS
from itatrack.storage.template_folders import DiskFolder, TemplateFolders, packaged_templates
from itatrack.storage.temporary import scratch_folder
from itatrack.verification.again import Tools
from itatrack.verification.judge import judge
from itatrack.verification.verdict import Answer, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from itatrack.report.request import FormatName

BASE = (CASES / "base" / "measures.yaml").read_text(encoding="utf-8")


def judged(content: bytes) -> Verdict:
    """Return what is said of a document."""
    templates = TemplateFolders([DiskFolder(packaged_templates())])
    return judge(content, Tools(TODAY, templates, scratch_folder, partial(translator, "th")))


def said(verdict: Verdict) -> str:
    """Return the details of what is said, in English."""
    return "\n".join(
        detail.message(ENGLISH) if isinstance(detail, Finding) else ENGLISH(detail) for detail in verdict.details
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[FormatName, bytes]:
    """Return the memo of the base project in each format."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "data").mkdir()
    for name in ("measures", "status"):
        (folder / "data" / f"{name}.yaml").write_bytes((CASES / "base" / f"{name}.yaml").read_bytes())
    return {name: carrying(folder, name) for name in FORMATS}


def with_part(package: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a package with a part changed."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as before, zipfile.ZipFile(content, "w") as after:
        for part in before.namelist():
            data = before.read(part)
            after.writestr(part, change(data) if part == name else data)
    return content.getvalue()


def appended(content: bytes, change: Callable[[pypdf.PdfWriter], object]) -> bytes:
    """Return a PDF to which a change was appended, as programs do that sign and annotate."""
    writer = pypdf.PdfWriter(io.BytesIO(content), incremental=True)
    change(writer)
    output = io.BytesIO()
    writer.write(output)
    assert output.getvalue().startswith(content)
    return output.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_as_it_was_made(name: FormatName, made: dict[FormatName, bytes]) -> None:
    """What was made is authentic, with nothing to be said of it."""
    verdict = judged(made[name])
    assert (verdict.answer, verdict.details, verdict.format) == (Answer.AUTHENTIC, (), name)
    assert verdict.manifest
    assert verdict.manifest.as_of == TODAY


@pytest.mark.slow
@pytest.mark.parametrize("name", ["md", "txt", "html"])
def test_one_letter_of_a_text(name: FormatName, made: dict[FormatName, bytes]) -> None:
    """A letter that was changed is told with its line or paragraph."""
    changed = made[name].replace(b"E-Service", b"E-Servlce", 1)
    verdict = judged(changed)
    assert verdict.answer is Answer.CHANGED
    assert re.search(r"(?:line|paragraph) \d+ has '.*E-Servlce.*' in the place of '.*E-Service", said(verdict))


@pytest.mark.slow
def test_a_script_in_a_page(made: dict[FormatName, bytes]) -> None:
    """A script that was put into a web page is told like a text: it may change all that is seen."""
    verdict = judged(made["html"].replace(b"</head>", b"<script>document.write('x')</script></head>"))
    assert verdict.answer is Answer.CHANGED
    assert "was added: '<script>document.write(" in said(verdict)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("pattern", "by"),
    [
        (rb"itatrack \S+ ", "itatrack ยกเลิกแล้ว ".encode()),
        (rb"(?s)(.*)\n(<!-- .*) -->\n", rb"\2\n\1\n"),  # where a viewer hides all that follows
        (rb"\A", b"\xef\xbb\xbf"),
        (rb"\Z", b"\xe0"),
        (rb"data:\S+", lambda data: b"data:" + b64encode(b64decode(data[0][5:]) + b"x")),
        (rb"data:\S+", lambda data: b"data:" + _repacked(data[0][5:], lambda envelope: envelope + b" ")),
    ],
    ids=["word", "place", "mark", "half-letter", "behind-the-data", "in-the-data"],
)
def test_one_letter_of_the_line_with_the_data(
    pattern: bytes, by: bytes | Callable[[re.Match[bytes]], bytes], made: dict[FormatName, bytes]
) -> None:
    """Of the line that carries the data, too, each letter and its place count; how the data is packed does not."""
    verdict = judged(re.sub(pattern, by, made["md"], count=1))
    assert verdict.answer in {Answer.CHANGED, Answer.NO_DATA}, said(verdict)
    packed = re.sub(rb"data:(\S+)", lambda data: b"data:" + _repacked(data[1], lambda envelope: envelope), made["md"])
    assert packed != made["md"]
    assert judged(packed).answer is Answer.AUTHENTIC


def _repacked(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Return the data of a line as another library may pack it."""
    return b64encode(zlib.compress(change(zlib.decompress(b64decode(data))), 1))


@pytest.mark.slow
def test_one_letter_of_a_word_document(made: dict[FormatName, bytes]) -> None:
    """A letter that was changed is told with its paragraph."""
    changed = with_part(made["docx"], "word/document.xml", lambda part: part.replace(b"E-Service", b"E-Servlce", 1))
    verdict = judged(changed)
    assert verdict.answer is Answer.CHANGED
    assert re.search(r"paragraph \d+ has 'E-Servlce' in the place of 'E-Service'", said(verdict))


@pytest.mark.slow
def test_a_word_document_that_looks_different(made: dict[FormatName, bytes]) -> None:
    """Where the text is the same and the look is not, that is said; parts that are packed anew are the same."""
    packed = with_part(made["docx"], "", lambda part: part)
    assert judged(packed).answer is Answer.AUTHENTIC
    verdict = judged(with_part(made["docx"], "word/styles.xml", lambda part: part + b"\n"))
    assert verdict.answer is Answer.CHANGED
    assert "its text is the same; how it looks was not compared" in said(verdict)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_a_word_document_that_libreoffice_saved(tmp_path: Path) -> None:
    """The numbers of pages, and a head for each section, are no text that was changed; a letter beside them is."""
    (tmp_path / "made.docx").write_bytes(carrying(ROOT / "examples" / "school", "docx"))
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "docx", "--outdir"]
    saved = tmp_path / "saved"
    run([*command, str(saved), str(tmp_path / "made.docx")], check=True, capture_output=True, timeout=120)
    content = (saved / "made.docx").read_bytes()
    assert "its text is the same; how it looks was not compared" in said(judged(content))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        heads = [name for name in package.namelist() if b" PAGE " in package.read(name)]
    assert heads
    for pattern, by in ((rb">- <", b">x <"), (rb">\d+</w:t>", ">ลับ</w:t>".encode())):
        changed = with_part(content, heads[0], partial(re.sub, pattern, by))
        assert re.search("paragraph .* has '.*(?:x|ลับ)", said(judged(changed))), pattern


@pytest.mark.slow
def test_a_word_document_in_another_one(made: dict[FormatName, bytes]) -> None:
    """What stands before, between or after the parts is told: another program may find another document there."""
    forged = with_part(made["docx"], "word/document.xml", lambda part: part.replace(b"E-Service", b"E-Servlce", 1))
    for content in (forged + made["docx"], made["docx"] + b"x", b"PK\3\4" + made["docx"]):
        verdict = judged(content)
        assert verdict.answer is Answer.CHANGED
        assert said(verdict) == "besides its parts the file contains what belongs to no document"


def test_a_word_document_that_word_cannot_unpack(made: dict[FormatName, bytes]) -> None:
    """Parts that are packed as no Word document is are not unpacked, damaged or not."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_LZMA) as package:
        package.writestr("word/document.xml", made["docx"])
    damaged = content.getvalue()[:200] + b"\xff" * 60 + content.getvalue()[260:]
    assert [judged(each).answer for each in (content.getvalue(), damaged)] == [Answer.NO_DATA] * 2


@pytest.mark.slow
@pytest.mark.parametrize("name", ["md", "html", "docx"])
def test_other_data_inside(name: FormatName, made: dict[FormatName, bytes], make_project: Callable[..., Path]) -> None:
    """Data that was changed, or is that of another document, does not pass."""
    other = carrying(make_project(measures=BASE.replace("การใช้ทรัพย์สิน", "การขายทรัพย์สิน")), name)
    if name == "docx":
        with zipfile.ZipFile(io.BytesIO(other)) as package:
            item = package.read("customXml/item1.xml")
        swapped = with_part(made[name], "customXml/item1.xml", lambda _part: item)
        edited = with_part(
            made[name], "customXml/item1.xml", lambda part: part.replace("ทรัพย์สิน".encode(), "ทรัพย์สีน".encode())
        )
    elif name == "html":
        element = re.search(r"<script.*</script>", other.decode())
        assert element
        swapped = re.sub(r"<script.*</script>", lambda _: element[0], made[name].decode()).encode()
        edited = made[name].replace(b'"data/status.yaml":"property', b'"data/status.yaml":"e-service')
    else:
        swapped = b"\n".join([*made[name].splitlines()[:-1], other.splitlines()[-1], b""])
        data = re.search(rb"data:(\S+)", made[name])
        assert data
        envelope = zlib.decompress(b64decode(data[1])).replace("ทรัพย์สิน".encode(), "ทรัพย์สีน".encode())
        edited = made[name].replace(data[1], b64encode(zlib.compress(envelope)))
    assert "in the place of" in said(judged(swapped))
    assert judged(swapped).answer is Answer.CHANGED
    assert (judged(edited).answer, said(judged(edited))) == (
        Answer.CHANGED,
        "the files in it are not those that it was made from",
    )


def _key_and_certificate(folder: Path) -> tuple[str, str]:
    """Write a key and a certificate of it, and return their paths."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Head")])
    first, last = dt.datetime(2020, 1, 1, tzinfo=dt.UTC), dt.datetime(2120, 1, 1, tzinfo=dt.UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), first, last)
    encoding, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    paths = folder / "key.pem", folder / "certificate.pem"
    paths[0].write_bytes(key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, plain))
    paths[1].write_bytes(builder.sign(key, hashes.SHA256()).public_bytes(encoding))
    return str(paths[0]), str(paths[1])


@pytest.mark.slow
def test_a_pdf_signed_by_pyhanko(made: dict[FormatName, bytes], tmp_path: Path) -> None:
    """A PDF that was signed, and signed again, is authentic, and the signatures are named.

    pyHanko needs sixteen more packages: it is tried where somebody has installed it.
    """
    fields = pytest.importorskip("pyhanko.sign.fields")
    signers = pytest.importorskip("pyhanko.sign.signers")
    writing = pytest.importorskip("pyhanko.pdf_utils.incremental_writer")
    signer = signers.SimpleSigner.load(*_key_and_certificate(tmp_path))
    content = made["pdf"]
    for number, box in enumerate([None, (300, 60, 500, 120)], 1):
        writer = writing.IncrementalPdfFileWriter(io.BytesIO(content))
        fields.append_signature_field(writer, fields.SigFieldSpec(f"Head{number}", box=box))
        metadata = signers.PdfSignatureMetadata(field_name=f"Head{number}")
        content = signers.sign_pdf(writer, metadata, signer=signer).getvalue()
        verdict = judged(content)
        assert verdict.answer is Answer.AUTHENTIC, said(verdict)
        plural = "" if number == 1 else "s"
        assert said(verdict).startswith(f"{number} signature{plural}, whose holder")


def _signed(writer: pypdf.PdfWriter) -> None:
    """Append what a signature appends: a form, a field in the form and on a page, and the signature itself."""
    value = {NameObject("/ByteRange"): ArrayObject(), NameObject("/Contents"): ByteStringObject(b"")}
    signature = writer._add_object(DictionaryObject(value))  # noqa: SLF001  there is no other way
    names = {"/Type": "/Annot", "/Subtype": "/Widget", "/FT": "/Sig"}
    field = DictionaryObject({NameObject(key): NameObject(value) for key, value in names.items()})
    field[NameObject("/V")], field[NameObject("/Rect")] = signature, ArrayObject([NumberObject(0)] * 4)
    reference = writer._add_object(field)  # noqa: SLF001  there is no other way
    page = writer.pages[0]
    page[NameObject("/Annots")] = ArrayObject([*list.__iter__(page.get("/Annots", ArrayObject())), reference])
    form = DictionaryObject({NameObject("/Fields"): ArrayObject([reference]), NameObject("/SigFlags"): NumberObject(3)})
    writer.root_object[NameObject("/AcroForm")] = form


@pytest.mark.slow
def test_a_signed_pdf(made: dict[FormatName, bytes]) -> None:
    """A PDF that was signed is authentic, and the signature is named; a form that draws pages itself is a change."""
    verdict = judged(appended(made["pdf"], _signed))
    assert (verdict.answer, said(verdict)) == (Answer.AUTHENTIC, "1 signature, whose holder a PDF reader names")

    def with_form(writer: pypdf.PdfWriter) -> None:
        _signed(writer)
        writer.root_object["/AcroForm"][NameObject("/XFA")] = ArrayObject()  # type: ignore[index]

    assert judged(appended(made["pdf"], with_form)).answer is Answer.CHANGED


@pytest.mark.slow
def test_an_annotated_pdf(made: dict[FormatName, bytes]) -> None:
    """Annotations are named with their page, as they may cover text."""
    note = FreeText(text="ไม่จริง", rect=(50, 550, 200, 650))
    verdict = judged(appended(made["pdf"], lambda writer: writer.add_annotation(0, note)))
    assert (verdict.answer, said(verdict)) == (
        Answer.AUTHENTIC,
        "an annotation (FreeText) on page 1, which may cover text",
    )
    assert judged(made["pdf"] + b"\r\n").answer is Answer.AUTHENTIC
    assert judged(made["pdf"] + b"x").answer is Answer.CHANGED


def _other_content(writer: pypdf.PdfWriter) -> None:
    stream = StreamObject()
    stream.set_data(b"BT ET")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)  # noqa: SLF001  there is no other way


def _overwritten(writer: pypdf.PdfWriter) -> None:
    reference = writer.pages[0].raw_get("/Contents")
    stream = StreamObject()
    stream.set_data(b"BT ET")
    writer._replace_object(reference, stream)  # noqa: SLF001  there is no other way


def _other_attachment(writer: pypdf.PdfWriter) -> None:
    writer.add_attachment("data/status.yaml", b"property: []\n")


def _without_page(writer: pypdf.PdfWriter) -> None:
    writer.remove_page(0)


def _more_pages(writer: pypdf.PdfWriter) -> None:
    writer.add_blank_page(100, 100)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "what"),
    [
        (_other_content, "page 1 was changed"),
        (_overwritten, "page 1 was changed"),
        (_other_attachment, "changed|are not those"),
        (_without_page, "pages were added, removed or moved"),
        (_more_pages, "pages were added, removed or moved"),
    ],
)
def test_a_pdf_changed_by_what_was_appended(
    change: Callable[[pypdf.PdfWriter], None], what: str, made: dict[FormatName, bytes]
) -> None:
    """A PDF that begins with the very bytes that were written, but shows something else, is changed."""
    verdict = judged(appended(made["pdf"], change))
    assert verdict.answer is Answer.CHANGED
    assert re.search(what, said(verdict))


@pytest.mark.slow
def test_a_pdf_written_anew(made: dict[FormatName, bytes], make_project: Callable[..., Path]) -> None:
    """A PDF that another program saved is changed, and the pages whose text differs are named."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(made["pdf"]))
    output = io.BytesIO()
    writer.write(output)
    verdict = judged(output.getvalue())
    assert verdict.answer is Answer.CHANGED
    assert "its text is the same; how it looks was not compared" in said(verdict)
    other = carrying(make_project(measures=BASE.replace("การใช้ทรัพย์สิน", "การขายทรัพย์สิน")), "pdf")
    pages = pypdf.PdfReader(io.BytesIO(other)).pages
    writer.remove_page(0)
    writer.insert_page(pages[0], 0)
    output = io.BytesIO()
    writer.write(output)
    assert "page 1 has another text" in said(judged(output.getvalue()))


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_another_version(
    name: FormatName,
    make_project: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A document of another version is told as such, and whether this version makes the same of its data."""
    monkeypatch.setattr(provenance, "__version__", "0.0.9")
    content = carrying(make_project(), name)
    monkeypatch.undo()
    verdict = judged(content)
    assert verdict.answer is Answer.OTHER_VERSION, said(verdict)
    if name in {"md", "txt", "html"}:
        verdict = judged(content.replace(b"E-Service", b"E-Servlce", 1))
        assert verdict.answer is Answer.OTHER_CONTENT
        assert "E-Servlce" in said(verdict)


def _zipped(content: bytes, name: str = "memo.md") -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr(name, content)
    return output.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("damage", "what"),
    [
        (lambda _: b"", "the file is empty"),
        (lambda _: b" \n", "the file is empty"),
        (lambda _: b"\xff\xfe\x00\x01", "it is not a PDF, Word document, web page, Markdown or text"),
        (lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1", "locked with a password"),
        (lambda _: "# บันทึกข้อความ\n".encode(), "there is no data in it"),
        (lambda _: "ลำดับ,มาตรการ\r\n1,ก\r\n".encode(), "CSV and Excel have none"),
        (lambda _: _zipped(b"", "xl/workbook.xml"), "CSV and Excel have none"),
        (lambda made: _zipped(made["md"]), "it is a zip archive"),
        (lambda made: gzip.compress(made["md"]), "unpack it first"),
        (lambda made: made["md"][:-300], "the data in it is damaged, or the file is cut off"),
        (lambda made: made["md"][: len(made["md"]) // 4], "there is no data in it"),
        (lambda made: made["html"][:-300], "the data in it is damaged, or the file is cut off"),
        (lambda made: made["docx"][:-300], "cut off or damaged"),
        (lambda made: made["pdf"][:-300], "cut off"),
        (lambda made: made["pdf"][: len(made["pdf"]) // 2], "cut off"),
        (lambda _: b"%PDF-1.7\n%%EOF\n", "cut off or damaged"),
    ],
)
def test_what_carries_nothing(
    damage: Callable[[dict[FormatName, bytes]], bytes], what: str, made: dict[FormatName, bytes]
) -> None:
    """A file from which nothing can be taken is told why."""
    verdict = judged(damage(made))
    assert verdict.answer is Answer.NO_DATA
    assert what in said(verdict)


@pytest.mark.slow
def test_a_bomb_is_not_unpacked(made: dict[FormatName, bytes]) -> None:
    """What grows without end when it is unpacked is damaged data."""
    data = re.search(rb"data:(\S+)", made["md"])
    assert data
    bomb = b64encode(zlib.compress(b"\0" * 200_000_000, 9))
    assert judged(made["md"].replace(data[1], bomb)).answer is Answer.NO_DATA
    huge = with_part(made["docx"], "customXml/item1.xml", lambda _part: b" " * 80_000_000)
    assert judged(huge).answer is Answer.NO_DATA


@pytest.mark.slow
def test_a_pdf_that_is_searched_for_its_catalogue(made: dict[FormatName, bytes]) -> None:
    """One that says it has millions of objects, and names no catalogue, costs no search for each of them."""
    huge, replaced = re.subn(rb"/Size \d+/Root \d+ 0 R", b"/Size 9999999", made["pdf"])
    assert replaced == 1
    began = time.process_time()
    assert judged(huge).answer is Answer.NO_DATA
    assert time.process_time() - began < 3


@pytest.mark.parametrize(
    "change",
    [
        {"schema_version": 2},
        {"as_of": "2021-13-45"},
        {"width": "80"},
        {"width": 10**9},
        {"form": "../x"},
        {"format": "exe"},
        {"tool": {"itatrack": "\x1b[31m"}},
        {"tool": []},
        {"files": {"data/measures.yaml": "x"}},
        {"template": "../" * 200},
        {"round": {"a": 1}},
        {"digits": []},
        {"kind": "other"},
    ],
    ids="-".join,
)
def test_a_manifest_from_anybody(change: dict[str, Any], made: dict[FormatName, bytes]) -> None:
    """Values that no manifest of the tool has are never acted on, though their digest is right."""
    data = re.search(rb"data:(\S+)", made["md"])
    assert data
    envelope = json.loads(zlib.decompress(b64decode(data[1])))
    contents = envelope.pop("contents")
    del envelope["digest"]
    envelope |= change
    envelope["digest"] = provenance.manifest_digest(envelope)
    packed = b64encode(zlib.compress(json.dumps({**envelope, "contents": contents}).encode()))
    verdict = judged(made["md"].replace(data[1], packed))
    assert verdict.answer is Answer.NO_DATA, said(verdict)


@pytest.mark.slow
def test_templates_inside(make_project: Callable[..., Path]) -> None:
    """The agency's own templates are taken from the document, and run within the limits of all templates."""
    folder = make_project()
    (folder / "templates").mkdir()
    own = folder / "templates" / "memo.md.j2"
    own.write_text("ของเรา {{ title }}", encoding="utf-8")
    content = carrying(folder, "md")
    assert judged(content).answer is Answer.AUTHENTIC
    assert judged(content.replace("ของเรา".encode(), "ของเขา".encode(), 1)).answer is Answer.CHANGED
    own.write_text("{% for a in range(999999) %}{% for b in range(999999) %}{% endfor %}{% endfor %}", encoding="utf-8")
    hostile = own.read_bytes()
    data = re.search(rb"data:(\S+)", content)
    assert data
    envelope = json.loads(zlib.decompress(b64decode(data[1])))
    envelope["contents"]["templates/memo.md.j2"] = hostile.decode()
    envelope["files"]["templates/memo.md.j2"] = provenance.digest(hostile)
    contents = envelope.pop("contents")
    del envelope["digest"]
    envelope["digest"] = provenance.manifest_digest(envelope)
    packed = b64encode(zlib.compress(json.dumps({**envelope, "contents": contents}).encode()))
    verdict = judged(content.replace(data[1], packed))
    assert verdict.answer is Answer.CHANGED
    assert "its data makes no document in this version" in said(verdict)
