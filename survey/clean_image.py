"""A picture that somebody sends, read by its content and written anew: nothing but what can be seen is left of it."""

import io
import warnings
from dataclasses import dataclass
from hashlib import sha256

from PIL import Image, ImageOps

from survey.language import gettext as _

LONGEST_SIDE = 2000  # pixels
#: What a phone's camera makes, and what a picture of a screen has: a small file that unfolds to more is refused unread
MOST_PIXELS = {"JPEG": 50_000_000, "PNG": 20_000_000, "WEBP": 20_000_000}
FORMATS = ("JPEG", "PNG", "WEBP")
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
QUALITY = 82


class ImageRefused(ValueError):
    """The picture cannot be taken; the message says why and what to do instead."""


@dataclass(frozen=True)
class CleanImage:
    """A JPEG without any metadata. `digest` (64 hexadecimal digits) is the same for the same picture."""

    data: bytes

    @property
    def digest(self) -> str:
        return sha256(self.data).hexdigest()


def clean_image(data: bytes, longest_side: int = LONGEST_SIDE) -> CleanImage:
    """The picture upright, no longer than `longest_side`, on white where it was see-through. Raises ImageRefused."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd metadata, which is dropped anyway
            return CleanImage(rewrite(data, longest_side))
    except ImageRefused:
        raise
    except Exception as error:  # a broken or hostile file may fail anywhere in its decoder
        raise ImageRefused(why_unreadable(data)) from error


def rewrite(data: bytes, longest_side: int) -> bytes:
    with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
        if opened.width * opened.height > MOST_PIXELS[opened.format or ""]:
            raise ImageRefused(_("The picture is too large. Choose one with fewer pixels, or take it again."))
        opened.draft("RGB", (longest_side, longest_side))
        opened.thumbnail((longest_side, longest_side))
        upright = ImageOps.exif_transpose(opened)
        seen = (upright if upright.has_transparency_data else upright.convert("RGB")).convert("RGBA")
        plain = Image.new("RGB", seen.size, "white")
        plain.paste(seen, mask=seen.getchannel("A"))
    written = io.BytesIO()
    plain.save(written, "JPEG", quality=QUALITY, optimize=True)
    return written.getvalue()


def why_unreadable(data: bytes) -> str:
    if data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS:
        return _("This kind of picture (HEIC) cannot be read here. Save it as JPEG and choose it again.")
    return _("This is no picture that can be read. Choose a JPEG, PNG or WebP picture.")
