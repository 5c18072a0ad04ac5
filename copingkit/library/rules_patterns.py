"""The words that are refused, by code and language: data for rules_words.py.

A code with no entry for a language isn't looked for in it; what has no language (numbers, links,
marks) stands under "". Patterns never span lines, and hold no nested repeats.
"""

from __future__ import annotations

import re
from functools import cache

DRUGS = (
    r"melatonin|valerian|st\.? john'?s wort|cbd|cannabis|marijuana|weed|ketamine|psilocybin|"
    r"magic mushrooms?|mdma|lsd|ayahuasca|kava|kratom|phenibut|xanax|valium|ativan|lorazepam|"
    r"diazepam|alprazolam|propranolol|prozac|sertraline|ibuprofen|paracetamol|aspirin|nytol|"
    r"ashwagandha|l-theanine|5-htp|magnesium|antihistamines?|sleeping pills?|sedatives?"
)
ALCOHOL = r"(?:wine|beer|whisk(?:e)?y|vodka|gin|rum|brandy|cider|spirits|champagne)"
MEDICINES = r"(?:meds?|medicines?|medications?|antidepressants?|lithium|insulin|tablets?|pills?)"

_ENGLISH = {
    "CK032": (
        r"\b(?:noose|ligature|hang (?:yourself|myself)|gunshot|lethal|carbon monoxide|bleach|"
        r"suffocat\w+|asphyxi\w+|strangl\w+|self-poison\w*|razor ?blades?|overdos\w+ (?:on|of)|"
        r"(?:cut|burn|stab|poison|drown|kill) (?:yourself|your (?:arms?|legs?|wrists?|skin))|"
        r"slit\w* (?:your|my|the) wrists?|jump\w* (?:off|from) (?:a|the|your) (?:bridge|roof|building|window)|"
        r"stockpil\w+|laxatives?|diuretics?|make yourself (?:sick|vomit|throw up)|purg(?:e|ing)|"
        r"(?:skip|miss) (?:a |your |one )?meals?|fast(?:ing)? for|safer (?:way|ways) (?:to|of) "
        r"(?:cut|cutting|burn|burning|self-harm\w*|hurt\w*)|(?:hide|cover) (?:your|the) (?:cuts|scars|wounds|marks)|"
        r"(?:shoot|snort|inject|vape|smoke|take) (?:heroin|cocaine|coke|crack|meth|speed|drugs))\b"
    ),
    "CK033": (
        rf"\b(?:{DRUGS})\b|"
        rf"\b(?:take|try|have|swallow|use) (?:an?|one|some|two|half an?|your|extra|another) (?:\w+ )?{MEDICINES}\b|"
        rf"\b(?:stop|quit|start|skip|mix|double|lower|raise|cut down|come off) (?:taking )?(?:your |the |any )?{MEDICINES}\b|"
        rf"\b(?:have|pour|drink|sip|take) (?:an?|some|one|your) (?:\w+ )?(?:of )?{ALCOHOL}\b|"
        rf"\bglass(?:es)? of {ALCOHOL}\b|\b(?:stiff|strong) drinks?\b|\bnightcap\b|\bsupplements?\b|\bmicrodos\w+"
    ),
    "CK034": r"\b(?:bmi|calories?|kcal|waist size|dress size|goal weight|lowest weight|lose weight|weight loss|"
    r"burn(?:ing)? fat|portion sizes?)\b",
    "CK035": (
        r"\b(?:cure[sd]?|curing|guarantee\w*|always (?:works|helps)|never fails|works every time|works for everyone|"
        r"heal\w* (?:your |the )?(?:trauma|wounds)|releas\w+ (?:your |the |stored )?trauma|"
        r"rewir\w+ (?:your|the) brain|rewires|(?:clinically|scientifically) proven|proven to|"
        r"resets? (?:the|your) (?:vagus|nervous system)|detox\w*|doctors hate|miracle|instantly|"
        r"will (?:stop|end|fix|banish|eliminate|make you (?:feel|calm|happy|better))|"
        r"get rid of (?:your )?(?:anxiety|panic|depression|fear) (?:for good|forever)|in no time|"
        r"life-changing|100 ?%)"
    ),
    "CK036": (
        r"\b(?:commit\w* suicide|suicide attempt that failed|(?:failed|successful|unsuccessful) (?:suicide )?attempts?|"
        r"addicts?|junkies|junkie|alcoholics?(?! anonymous)|attention[- ]seek\w+|self-harmers?|cutters|schizophrenics?|"
        r"bipolars|anorexics?|borderlines|psychos?|lunatics?|the mentally ill|manipulative|"
        r"people like you|you are (?:depressed|sick|ill|broken|mentally|disordered|bipolar|addicted|codependent)|"
        r"(?:you have|your) (?:an? )?(?:depression|ptsd|ocd|adhd|bpd|bipolar|disorder|anxiety disorder|mental illness|"
        r"diagnosis|condition|pathology)|if you suffer from)\b"
    ),
    "CK037": (
        r"\b(?:(?:rubber|elastic) bands?|snap\w* (?:it |the band )?(?:on|against) (?:your|the) wrist|red ink|red (?:pen|marker)|"
        r"cold plunges?|ice baths?|ice[- ]cold showers?|bucket of ice|hold (?:the |an )?ice|hyperventilat\w+|"
        r"until it (?:hurts|burns|stings|aches)|until you (?:faint|pass out|feel faint|get dizzy|can't breathe)|"
        r"breathe (?:as )?(?:fast|hard|rapidly)(?: as you can)?|chill?i(?:es)?|hot sauce|spicy food|wasabi|"
        r"bite (?:down )?(?:on )?(?:your|a lemon|an? chill?i)|(?:slap|punch|hit|pinch|scratch|bite) yourself|"
        r"dig your nails|punish yourself|stay(?:ing)? (?:up|awake) all night|sleep deprivation|scalding|boiling water|"
        r"sauna|(?:hold|holding) (?:your|the) breath (?:for )?(?:as long as|until|a minute|1[1-9]|[2-9]\d)|"
        r"tap(?:ping)? (?:on )?(?:your|the) (?:meridians?|points|collarbone|trauma))\b|"
        r"\b(?:water|bath|shower) (?:at |of |below |under )+\d ?(?:°|degrees)"
    ),
    "CK038": (
        r"\b(?:re-?live (?:the|it|what|your)|go back (?:to|into|through) (?:the|your) (?:trauma|abuse|attack|worst)|"
        r"(?:describe|write|tell|recall|remember|picture|imagine) (?:\w+ ){0,3}(?:trauma|abuse|assault|rape|attack)\b|"
        r"in (?:full|every|as much) detail what (?:happened|they did|was done)|recovered memor\w+|repressed memor\w+|"
        r"past[- ]life|regression|(?:confront|contact|call|meet|write to|forgive|visit|text) (?:the person who hurt you|"
        r"(?:your|the) (?:abuser|attacker|rapist)))"
    ),
    "CK039": (
        r"\b(?:(?:helped|saved|healed|fixed|worked (?:wonders )?for|changed) (?:me|my life)|"
        r"i (?:was (?:so|very|really|in hospital|diagnosed)|used to (?:be|have|feel|cry|panic)|suffered|struggled|swear by|"
        r"have (?:been|had|lived|suffered|struggled)|got better|recovered)|when i was (?:\d|young|a child|in)|"
        r"(?:she|he|they|someone|one (?:man|woman|person|user|member)) (?:told me|said to me|once told|wrote to us|says it)|"
        r"my (?:patients?|clients?|therapist says|therapist said)|(?:thousands|millions|hundreds) of people (?:have|use|swear))\b"
    ),
    "CK103": (
        r"\b(?:just|simply|only|easy|easily|should|shouldn't|must|mustn't|ought to|at least|obviously|merely|"
        r"stay positive|positive vibes|everything happens for a reason|cheer up|calm down|snap out|man up|"
        r"get over it|look on the bright side|others have it worse)\b"
    ),
    "CK106": (
        r"\b(?:abus\w+|violen\w+|racis\w+|harass\w+|bull(?:y|ied|ying)|(?:hits?|hitting|hurts?|threatens?|beats?) you|"
        r"unsafe (?:home|housing|flat|work|place)|your landlord|stalk\w+)\b"
    ),
    "CK107": r"\b(?:buy (?:an?|the|yourself|some)|subscri\w+|sign up|download|discount|coupon|referral|online course|webinar|workshop|"
    r"the app|an app|premium|free trial)\b",
    "CK108": (
        r"\b(?:teenagers?|teens?|under[- ]?16s?|pregnan\w+|psychosis|psychotic|mania|manic|eating disorder\w*|anorexi\w+|"
        r"bulimi\w+|ocd|compulsions?|self-harm|suicid\w+|withdrawal)\b"
    ),
}  # fmt: skip
_SPANISH = {
    "CK032": (
        r"\b(?:ahorca\w+|cortarte|córtate|cuchillas?|sobredosis de|letal(?:es)?|laxantes?|vomitar a propósito|"
        r"purgarte|sáltate (?:la|una) comida|hacerte daño con|monóxido de carbono|lejía)\b"
    ),
    "CK033": (
        r"\b(?:melatonina|valeriana|diazepam|lorazepam|orfidal|ibuprofeno|suplementos?|copa de vino|"
        r"(?:toma|tómate|deja|dejar) (?:una?|el|la|tu|de tomar) (?:pastilla|medicamento|medicación|medicina)s?)\b"
    ),
    "CK034": r"\b(?:imc|calorías?|perder peso|adelgazar|talla de ropa)\b",
    "CK035": (
        r"\b(?:curar?|cura la|garantiza\w*|siempre funciona|nunca falla|sana(?:r)? (?:el|tu) trauma|"
        r"(?:clínica|científica)mente (?:probado|demostrado)|milagro\w*|al instante|para siempre)\b"
    ),
    "CK036": (
        r"\b(?:comet\w+ suicidio|intento (?:fallido|exitoso)|drogadict\w+|adict[oa]s?|esquizofrénic[oa]s?|"
        r"gente como tú|estás enferm[oa]|tu (?:trastorno|enfermedad|diagnóstico))\b"
    ),
    "CK037": (
        r"\b(?:goma elástica|tinta roja|baño de hielo|hasta que (?:te )?duela|hiperventil\w+|picante|golpéate|"
        r"pellízcate|aguanta la respiración hasta|pasar la noche en vela)\b"
    ),
    "CK039": r"\b(?:me (?:salvó|curó|cambió la vida)|mi(?:s)? pacientes?|a mí me funcionó)\b",
    "CK103": r"\b(?:solo|sólo|simplemente|fácil(?:mente)?|debes|deberías|tienes que|al menos|obviamente|por supuesto|ánimo)\b",
}  # fmt: skip
_ANY = {
    "CK033": r"(?<![\w.,/-])\d+(?:[.,]\d+)? ?(?:mg|mcg|µg|ml|g|grams?|gramos|units?|unidades|tablets?|pills?|pastillas|"
    r"capsules?|drops|gotas|puffs)\b",
    "CK034": r"(?<![\w.,/-])\d+(?:[.,]\d+)? ?(?:kg|kilos?|lbs?|pounds|libras|stone|kcal|cals?|calories|calorías)\b",
    "CK040": (
        r"(?<![\w.,-])(?!(?:19|20)\d\d ?- ?(?:19|20)\d\d\b)\+?\(?\d(?:[ ().-]{0,2}\d){6,}(?!\w)|"
        r"\b(?:call|text|dial|ring|phone|llama(?: al)?|marca(?: el)?)(?: us)?(?: on| at)? \d{3,}\b|"
        r"\b(?i:text) [\"']?[A-Z]{2,}[\"']? to \d"
    ),
    "CK041": r"https?:|\bwww\.|\b[\w.+-]+@[\w-]+\.\w|(?<!\w)@\w{2,}|\b[a-z0-9-]+\.(?:com|org|net|info|io|app|co|uk|de|es|eu|ly|me)\b(?!\.)",
    "CK042": (
        r"\b(?:WRAP|TIPP?|ACCEPTS|IMPROVE|DEAR ?MAN|EMDR|EFT|STOPP|PANDA|Headspace|Wysa|Woebot|BetterHelp|"
        r"Talkspace|Insight Timer|Wim Hof|Pomodoro|Seeking Safety|Emotional Freedom Techniques?|Havening|"
        r"Somatic Experiencing|Brainspotting|Calm app|Finch app|Fidget Cube|Play-?Doh|Lego|Tetris|Netflix|TikTok|"
        r"Instagram|YouTube|WhatsApp|Spotify|Alcoholics Anonymous)\b"
    ),
    "CK029": r"[*_`#<>\[\]{}|\\~^]|&\w+;|%[0-9A-Fa-f]{2}\b|--|==",
    "CK030": "[\u2190-\u21ff\u2300-\u23ff\u2460-\u2bff\u3030\u303d\u3297\u3299\ufe0f\U0001f000-\U0001faff]",
    "CK105": "[\u2010-\u2015\u2018-\u201f\u2026\u00ab\u00bb\u2032\u2033\u2212]",
}  # fmt: skip
# Said where an entry is about food, weight or exercise; elsewhere these are ordinary words.
BODY_NUMBERS = (
    r"\b\d[\d,.]*[ -]?(?:steps|reps|push-ups|squats|sit-ups|laps|km|kilomet(?:er|re)s?|miles|portions?|"
    r"servings?|bites|meals?|hours? (?:of |without )?(?:fast\w*|food|eating))\b"
)
TABLES = {"": _ANY, "en": _ENGLISH, "es": _SPANISH}
# Upper and lower case make the difference between a trademark and a word, a domain and a new sentence.
_CASED = ("CK040", "CK041", "CK042")


@cache
def pattern(code: str, language: str) -> re.Pattern[str] | None:
    """Return what a code refuses in a language, with what it refuses in any."""
    tables = [TABLES[""], TABLES.get(language, {})]
    found = [table[code] for table in tables if code in table]
    if not found:
        return None
    return re.compile("|".join(found), 0 if code in _CASED else re.IGNORECASE)


@cache
def body_numbers() -> re.Pattern[str]:
    """Return what is refused beside food, weight and exercise."""
    return re.compile(BODY_NUMBERS, re.IGNORECASE)
