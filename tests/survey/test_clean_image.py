"""A picture is told by its content, written anew without anything that cannot be seen, or refused with a reason."""

import io
import zlib
from struct import pack

import pytest
from PIL import Image

from survey.clean_image import ImageRefused, clean_image


def drawn(kind: str = "JPEG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **options: object) -> bytes:
    image = Image.new(mode, size, (0, 0, 0, 0) if mode in ("RGBA", "CMYK") else "white")
    image.paste("red" if mode in ("RGB", "RGBA") else 0, (0, 0, 10, 10))
    written = io.BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def with_exif() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010F] = "Camera of somebody"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (56.0, 50.0, 1.0)
    return drawn(exif=exif)


def opened(data: bytes, longest_side: int = 2000) -> Image.Image:
    return Image.open(io.BytesIO(clean_image(data, longest_side).data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P", "CMYK", "1"])
def test_becomes_a_plain_jpeg(kind: str, mode: str) -> None:
    possible = {"JPEG": ("RGB", "L", "CMYK"), "PNG": ("RGB", "RGBA", "L", "P", "1"), "WEBP": ("RGB", "RGBA")}[kind]
    image = opened(drawn(kind, mode=mode if mode in possible else "RGB"))
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (40, 20))
    assert min(image.getpixel((35, 15))) > 250  # see-through is white


def test_nothing_is_left_but_the_picture() -> None:
    data = with_exif()
    assert b"Camera of somebody" in data
    image = opened(data)
    assert image.size == (20, 40)  # upright
    assert not image.getexif() and b"Camera" not in clean_image(data).data
    red, green, _blue = image.getpixel((15, 4))  # type: ignore[misc]
    assert red > 200 > green


@pytest.mark.parametrize(("size", "longest", "left"), [((3000, 1500), 2000, (2000, 1000)), ((100, 300), 60, (20, 60))])
def test_is_no_larger_than_asked_for(size: tuple[int, int], longest: int, left: tuple[int, int]) -> None:
    assert opened(drawn("PNG", size), longest).size == left


def test_the_same_picture_has_the_same_digest() -> None:
    assert clean_image(with_exif()).digest == clean_image(with_exif()).digest != clean_image(drawn()).digest


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is huge."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return pack(">L", len(data)) + name + data + pack(">L", zlib.crc32(name + data))

    head = pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("data", "reason"), [
    (b"", "no picture"),
    (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "no picture"),
    (b"<html><script>alert(1)</script>", "no picture"),
    (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "HEIC"),
    (drawn("GIF", mode="P"), "no picture"),
    (drawn("TIFF"), "no picture"),
    (drawn()[:200], "no picture"),
    (drawn("PNG")[:60], "no picture"),
    (bomb(60_000, 60_000), "too large|no picture"),
    (bomb(9_000, 9_000), "too large"),
    (bomb(5_000, 5_000), "too large"),
])  # fmt: skip
def test_what_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ImageRefused, match=reason):
        clean_image(data)


def test_a_phones_camera_is_not_too_large() -> None:
    assert opened(drawn(size=(8_000, 6_000), quality=20)).size == (2_000, 1_500)
