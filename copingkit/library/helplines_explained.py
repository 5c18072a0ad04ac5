"""The codes of helplines.yaml in words."""

from __future__ import annotations

from .explained import Explained

LINES = {
    "HL003": Explained(
        "A number, address or country code is written as it can be used.",
        "It is shown as it stands, to somebody who may not be able to look twice.",
        "call: one-four-two", 'call: "142"'),
    "HL004": Explained(
        "A line has hours that can be read; where they vary, a note says how.",
        "Nobody should be sent to a line that is closed.",
        "hours: all day", "hours: 24/7"),
    "HL005": Explained(
        "Hours come with the line's own time zone.", "Otherwise they are right in one place only.",
        "hours: daily 09:00-17:00", "the same, and zone: Europe/Vienna"),
    "HL006": Explained(
        "A line says where it was seen.", "So that anybody can look again, and correct us.",
        "source: []", "source: [regions]"),
    "HL007": Explained(
        "A line is no fresher than its newest source, unless somebody confirmed it.",
        "A date that nobody stands behind makes an old number look new.",
        "checked: the day it was typed", "checked: the day of the list, or confirmed_by: who"),
    "HL008": Explained(
        "No day lies in the future.", "It would keep an old number from ever looking old.",
        "checked: 2062-11-01", "checked: 2026-11-01"),
    "HL009": Explained(
        "A time zone is one of the tz database.", "Otherwise no hours can be worked out.",
        "zone: Europe/Wien", "zone: Europe/Vienna"),
    "HL010": Explained(
        "No way to reach stands twice in a country.",
        "Of two entries one would be kept fresh, the other forgotten.",
        "call 142 in two lines", "in one line"),
    "HL101": Explained(
        "A line is looked at again after 6 months.", "Numbers change, and hours more often.",
        "checked 7 months ago", "its own page opened, `checked` renewed, `confirmed_by` who"),
    "HL102": Explained(
        "A line that nobody looked at for 18 months is shown without its number.",
        "A number that no longer answers is the worst thing we could give.",
        "checked 2 years ago", "its own page opened, `checked` renewed, `confirmed_by` who"),
}  # fmt: skip
