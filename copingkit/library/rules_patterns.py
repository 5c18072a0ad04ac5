"""What is refused or remarked on: phrases by language and code, and marks of signs and numbers.

A phrase begins with a literal word, or a group of them; bars divide phrases. Upper case and accents
are ignored, but upper case counts for trademarks and names. A space stands for what may divide two
words: a blank, a comma, a hyphen. Nothing spans lines, and no repeat is nested or without an end, so
that no text is slow to search.
"""

from __future__ import annotations

from typing import NamedTuple

from .rules_english import ENGLISH
from .rules_spanish import SPANISH

_ANY = {
    "CK040": r"(?:call|text|dial|ring|phone|llama|marca)(?: us| al| el)?(?: on| at)? \d{3,}|text [\"']?[a-z]{2,}[\"']? to \d+",
    "CK041": (
        r"https?:|www\.\w+|www \w+|dot (?:com|org|net)|on (?:facebook|discord|telegram|reddit|linkedin|snapchat)|"
        r"(?:facebook|discord|telegram) (?:group|server|page|channel)|discord:"
    ),
    "STORY": r"(?:says|said|swears) [A-Z][a-z]+|Dr [A-Z][a-z]+|from [A-Z][a-z]+ says",
    "NAMES": (
        r"emdr|headspace app|chatgpt|netflix|tiktok|instagram|youtube|whatsapp|spotify|wim hof|eft|tipp (?:skill|method)|"
        r"dear man (?:skill|here)|calm app|pomodoro|somatic experiencing|(?:your|a) wrap plan|follow your wrap"
    ),
    "CK042": (
        r"WRAP(?! the)|TIPP?|ACCEPTS|IMPROVE|DEAR ?MAN|EMDR|EFT|STOPP|Headspace|Wysa|Woebot|BetterHelp|Talkspace|Insight Timer|"
        r"Wim Hof|Pomodoro|Seeking Safety|Emotional Freedom Techniques?|Havening|Somatic Experiencing|Brainspotting|"
        r"Calm app|Open Calm|ChatGPT|Finch app|Fidget Cube|Play-?Doh|Lego|Tetris|Netflix|TikTok|Instagram|YouTube|WhatsApp|Spotify"
    ),
}  # fmt: skip
PHRASES = {"": _ANY, "en": ENGLISH, "es": SPANISH}
BY_CASE = frozenset({"CK042", "STORY"})
# Searched for as written: nobody hides these behind a comma.
ADVICE = frozenset({"CK103", "CK106", "CK107", "CK108", "CK109"})
# What has a code of its own only because it is searched or excused in another way.
REPORTED_AS = {"MEALS": "CK032", "HURT": "CK032", "STORY": "CK039", "NAMES": "CK042"}


class Mark(NamedTuple):
    """A pattern of signs or numbers, in any language. A text that has none of the `signs`, none of the
    `words`, or fewer `figures`, where there are any, needn't be tried; one with figures begins with one.
    """

    code: str
    pattern: str
    signs: str = ""
    words: str = ""
    figures: int = 0


_TOP = "com|org|net|info|io|app|co|uk|de|es|eu|ly|ie|au|se|nl|fr|ca|nz|gov|edu|mx|ee|gg"
# Words of their own: an address only when something follows.
_TOP_WORDS = "me|be|it|in|at|no|us"
_DOSES = (
    "mg|mgs|milligram|milligrams|milligrammes|miligramos|mcg|ml|g|gram|grams|gramos|unit|units|unidades|tablet|tablets|pill|pills|pastillas|capsule|"
    "capsules|drops|gotas|puffs"
)
_WEIGHTS = "kg|kilo|kilos|lb|lbs|pounds|libras|stone|kcal|cal|cals|calories|calorías"
_TARGETS = (
    "steps|reps|ups|squats|laps|km|kilometer|kilometre|kilometers|kilometres|miles|portion|portions|"
    "serving|servings|bites|meal|meals|hour|hours"
)
MARKS = (
    Mark("CK033", rf"\d(?<![\w.,/-]\d)\d*(?:[.,]\d+)?[ -]?(?:{_DOSES})\b(?! of (?:rain|water|work))", words=_DOSES, figures=1),
    Mark("CK034", rf"\d(?<![\w.,/-]\d)\d*(?:[.,]\d+)? ?(?:{_WEIGHTS})\b", words=_WEIGHTS, figures=1),
    Mark("BODY", r"\d[\d,.]*[ -]?(?:steps|reps|push-ups|squats|sit-ups|laps|km|kilomet(?:er|re)s?|miles|"
                 r"portions?|servings?|bites|meals?|hours? (?:of |without )?(?:fast\w*|food|eating))\b",
         words=_TARGETS, figures=1),
    Mark("CK034", r"\d(?<![\w.,/-]\d)\d{0,2}[,. ]?\d{3} (?:steps|pasos)\b", words="steps|pasos", figures=4),
    Mark("CK035", r"9\d(?<!\d9\d) ?% of", signs="%", figures=2),
    Mark("CK039", r"\d(?<!\w\d)\d, (?:says|does|uses|said)\b", words="says|does|uses|said", figures=2),
    Mark("CK041", rf"\.(?:{_TOP_WORDS})/\w", signs="/"),
    # Which of them are numbers is told by check_numbers.py.
    Mark("CK040", r"\d(?<![\w.,-]\d)(?!(?<=\d)\d{3} ?- ?(?:19|20)\d\d\b)(?:(?:\.|[ ()/-]{0,3})\d){2,}(?!\w)", figures=3),
    Mark("CK035", r"100 ?%", signs="%"),
    Mark("CK040", r"a&e\b", signs="&"),
    Mark("CK041", r"@\w{2,}", signs="@"),
    Mark("CK041", rf"\.(?:{_TOP})\b(?!\.\w)", words=_TOP),
    Mark("CK029", r"[*_`#<>\[\]{}|\\~^]", signs="*_`#<>[]{}|\\~^"),
    Mark("CK029", r"&\w+;|%[0-9a-f]{2}\b|==", signs="&%="),
    Mark("CK029", r"--", signs="-"),
)  # fmt: skip
# Not in ASCII: looked for in texts that aren't.
PICTURES = (
    ("CK030", "[\u2190-\u21ff\u2300-\u23ff\u2460-\u2bff\u3030\u303d\u3297\u3299\ufe0f\U0001f000-\U0001faff]"),
    ("CK105", "[\u2010-\u2015\u2018-\u201f\u2026\u00ab\u00bb\u2032\u2033\u2212]"),
)  # fmt: skip
HINTS = {
    "close": "eyes", "shut": "eyes", "eyes": "eyes", "hold": "hold", "count": "breath", "watch": "breath",
    "follow": "breath", "slow": "breath", "lengthen": "breath", "ice": "cold", "cold": "cold", "splash": "cold", "let": "eyes",
    "breathe": "breath", "eat": "food", "hug": "touch", "stroke": "touch", "write": "writing",
    "imagine": "imagery", "picture": "imagery", "tense": "muscle-tension", "clench": "muscle-tension",
    "squeeze": "muscle-tension",
}  # fmt: skip
