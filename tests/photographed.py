"""Files as phones, chats and programs make them: each tells where it was made, in one of the ways there are."""

from __future__ import annotations

import io
import zipfile

from PIL import Image
from PIL.PngImagePlugin import PngInfo

GPS = 0x8825
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="10,46.5N"/></rdf:RDF></x:xmpmeta>'
)


def exif(turned: int = 1, place: bool = True) -> Image.Exif:
    """What a phone writes: how the picture is turned, what phone it is, and where it was."""
    written = Image.Exif()
    written[0x0112] = turned
    written[0x010F] = "Phone of Lan"
    if place:
        written[GPS] = {1: "N", 2: (10.0, 46.0, 30.0), 3: "E", 4: (106.0, 42.0, 0.0)}
    return written


def picture(width: int = 40, height: int = 30, mode: str = "RGB") -> Image.Image:
    """Its left half is red, its right half blue: whoever looks sees how it is turned."""
    made = Image.new(mode, (width, height), "blue")
    made.paste("red", (0, 0, width // 2, height))
    return made


def saved(form: str, image: Image.Image | None = None, **options: object) -> bytes:
    file = io.BytesIO()
    (image or picture()).save(file, form, **options)
    return file.getvalue()


def png_with_packed_xmp() -> bytes:
    """In PNG texts may be packed, so that nothing is found in the file by looking."""
    info = PngInfo()
    info.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=True)
    return saved("PNG", pnginfo=info)


def png_as_imagemagick() -> bytes:
    """It writes EXIF as packed digits."""
    written = b"Exif\0\0" + exif().tobytes().removeprefix(b"Exif\0\0")
    info = PngInfo()
    info.add_text("Raw profile type exif", f"\nexif\n{len(written):8}\n{written.hex()}\n", zip=True)
    return saved("PNG", pnginfo=info)


def box(kind: bytes, content: bytes) -> bytes:
    return (len(content) + 8).to_bytes(4, "big") + kind + content


def film(brand: bytes, *boxes: bytes) -> bytes:
    return box(b"ftyp", brand + bytes(4) + brand) + b"".join(boxes) + box(b"mdat", bytes(40))


def document(marker: str, place: str, content: bytes) -> bytes:
    """A document that is a ZIP file, with a picture in it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(marker, "x")
        packed.writestr(place, content)
    return file.getvalue()


def motion_photo() -> bytes:
    """A second of film hangs behind the picture, and says where it was."""
    return saved("JPEG") + film(b"mp42", box(b"moov", box(b"udta", box(b"\xa9xyz", b"+10.77+106.70/"))))


def wide_colours() -> bytes:
    """A profile, as newer phones add it, in which the three colours are purer than those of screens (Display P3)."""

    def fixed(*numbers: float) -> bytes:
        return b"".join(round(number * 65536).to_bytes(4, "big", signed=True) for number in numbers)

    gamma = b"curv" + bytes(4) + (1).to_bytes(4, "big") + (0x0233).to_bytes(4, "big")
    tags = {
        b"desc": b"desc" + bytes(4) + (2).to_bytes(4, "big") + b"P\0" + bytes(79),
        b"wtpt": b"XYZ " + bytes(4) + fixed(0.9642, 1.0, 0.8249),
        b"rXYZ": b"XYZ " + bytes(4) + fixed(0.5151, 0.2412, -0.0011),
        b"gXYZ": b"XYZ " + bytes(4) + fixed(0.2920, 0.6922, 0.0419),
        b"bXYZ": b"XYZ " + bytes(4) + fixed(0.1571, 0.0666, 0.7841),
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), gamma),
    }
    table, body, start = len(tags).to_bytes(4, "big"), b"", 128 + 4 + 12 * len(tags)
    for name, content in tags.items():
        table += name + (start + len(body)).to_bytes(4, "big") + len(content).to_bytes(4, "big")
        body += content + bytes(-len(content) % 4)
    head = bytes(8) + (0x02400000).to_bytes(4, "big") + b"mntrRGB XYZ " + bytes(12) + b"acsp" + bytes(28)
    head += fixed(0.9642, 1.0, 0.8249) + bytes(48)
    whole = head + table + body
    return len(whole).to_bytes(4, "big") + whole[4:]


PHONE = saved("JPEG", exif=exif())

PICTURES: dict[str, bytes] = {
    "exif.jpg": PHONE,
    "xmp.jpg": saved("JPEG", xmp=XMP),
    "exif.png": saved("PNG", exif=exif()),
    "packed-xmp.png": png_with_packed_xmp(),
    "imagemagick.png": png_as_imagemagick(),
    "exif.webp": saved("WEBP", exif=exif()),
    "xmp.webp": saved("WEBP", xmp=XMP),
}
"""Pictures that tell where they were taken, by the name of a file of their sort."""

OTHERS: dict[str, bytes] = {
    "apple.mp4": film(b"qt  ", box(b"moov", box(b"meta", b"com.apple.quicktime.location.ISO6709+10.77+106.70/"))),
    "android.mp4": film(b"mp42", box(b"moov", box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7+10.77+106.70/")))),
    "nokia.mp4": film(b"3gp5", box(b"moov", box(b"udta", box(b"loci", bytes(30))))),
    "xmp.mp4": film(b"mp42", box(b"uuid", XMP)),
    "helmet.mp4": film(b"mp42", box(b"moov", b"\x0bGoPro MET")),
    "recorder.m4a": film(b"M4A ", box(b"moov", box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7+10.77+106.70/")))),
    "cover.mp3": b"ID3\x04\0\0\0\0\x10\0APIC" + PHONE,
    "scan.pdf": b"%PDF-1.4\n1 0 obj<</Filter/DCTDecode>>stream\n" + PHONE + b"\nendstream",
    "letter.docx": document("[Content_Types].xml", "word/media/image1.jpeg", PHONE),
    "slides.pptx": document("[Content_Types].xml", "ppt/media/image1.JPG", PHONE),
    "table.xlsx": document("[Content_Types].xml", "xl/media/image1.png", PICTURES["exif.png"]),
    "letter.odt": document("mimetype", "Pictures/1.jpg", PICTURES["xmp.jpg"]),
    "book.epub": document("mimetype", "OEBPS/cover.webp", PICTURES["exif.webp"]),
}
"""Films, recordings and documents that do, by the name of a file of their sort."""
