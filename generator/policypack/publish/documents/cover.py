"""What stands on a document besides its pages: whose it is, what it is, of which day, and in which colours."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policypack.publish.documents.typesetting import as_string
from policypack.publish.site_settings import brand_palette, logo, site_address
from policypack.text.english import day

if TYPE_CHECKING:
    from policypack.pack.pack import Pack
    from policypack.publish.documents.chosen import Chosen
    from policypack.readers.colours import Scheme
    from policypack.readers.logo import Logo

_FOR = {
    "public": "For everybody",
    "staff": "For staff and volunteers only",
    "leaders": "For those who answer for it only. Do not publish it",
}


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on a document.

    organisation: its name, "" while it has none. title: of the document. standing: version, and draft or agreed. made:
    the day. readers: for whom it is. address: of the site, "" where none is known. colours: those of paper.
    """

    organisation: str
    title: str
    standing: str
    made: dt.date
    readers: str
    address: str
    colours: Scheme
    logo: Logo | None
    is_form: bool

    @property
    def day(self) -> str:
        """The day in words."""
        return day(self.made)

    @property
    def seconds(self) -> int:
        """Noon of the day, in seconds since 1970: the only time that stands in a file."""
        return int(dt.datetime.combine(self.made, dt.time(12), dt.UTC).timestamp())

    @property
    def logo_name(self) -> str:
        """The name of the logo's file."""
        return f"logo{self.logo.extension}" if self.logo else ""

    @property
    def logo_words(self) -> str:
        """The logo in words."""
        return f"Logo of {self.organisation}" if self.organisation else "Logo"

    def as_typst(self) -> str:
        """Return it as the arguments of ``document`` in look.typ."""
        words = {
            "organisation": self.organisation, "title": self.title, "standing": self.standing, "made": self.day,
            "readers": self.readers, "address": self.address, "logo": self.logo_name, "logo-words": self.logo_words,
        }  # fmt: skip
        colours = {"header": self.colours.header, "header-text": self.colours.header_text, "link": self.colours.link}
        parts = [f"{name}: {as_string(value)}" for name, value in words.items()]
        parts += [f'{name}: rgb("{value}")' for name, value in colours.items()]
        made = f"datetime(year: {self.made.year}, month: {self.made.month}, day: {self.made.day})"
        return ", ".join([*parts, f"day: {made}", f"is-form: {str(self.is_form).lower()}"])


def cover_of(pack: Pack, chosen: Chosen, made: dt.date) -> Cover:
    """Return what stands on a document. made: the day that stands on it."""
    document = chosen.document
    return Cover(
        organisation=str(pack.answers.get("organisation.name") or ""),
        title=document.title,
        standing=chosen.standing,
        made=made,
        readers=_FOR[document.audience],
        address=site_address(pack) or "",
        colours=brand_palette(pack).light,
        logo=logo(pack),
        is_form=document.is_form,
    )
