"""The words that are refused, by language and code: data for the rules in rules_words.py.

A phrase begins with a literal word, or a group of them; bars divide phrases. Upper case is ignored
but for trademarks. Nothing spans lines, and no repeat is nested, so that no text is slow to search.
"""

from __future__ import annotations

from typing import NamedTuple

DRUGS = (
    r"melatonin|valerian|st\.? john'?s wort|cbd|cannabis|marijuana|ketamine|psilocybin|magic mushrooms?|"
    r"mdma|lsd|ayahuasca|kava|kratom|phenibut|xanax|valium|ativan|lorazepam|diazepam|alprazolam|"
    r"propranolol|prozac|sertraline|ibuprofen|paracetamol|aspirin|nytol|ashwagandha|l-theanine|"
    r"antihistamines?|sleeping pills?|sedatives?|supplements?|microdos\w+|nightcap|(?:stiff|strong) drinks?"
)
ALCOHOL = r"(?:wine|beer|whisky|whiskey|vodka|gin|rum|brandy|cider|spirits|champagne)"
MEDICINES = r"(?:meds?|medicines?|medications?|antidepressants?|lithium|insulin|tablets?|pills?)"
DIAGNOSES = r"(?:depression|ptsd|ocd|adhd|bpd|bipolar|disorder|anxiety disorder|mental illness|diagnosis|pathology)"
_ENGLISH = {
    "CK032": (
        r"noose|ligature|hang (?:yourself|myself)|gunshot|lethal|carbon monoxide|bleach|suffocat\w+|asphyxi\w+|"
        r"strangl\w+|self-poison\w*|razor ?blades?|overdos\w+ (?:on|of)|"
        r"(?:cut|burn|stab|poison|drown|kill) (?:yourself|your (?:arms?|legs?|wrists?|skin))|"
        r"slit\w* (?:your|my|the) wrists?|jump\w* (?:off|from) (?:a|the|your) (?:bridge|roof|building|window)|"
        r"stockpil\w+|laxatives?|diuretics?|make yourself (?:sick|vomit|throw up)|purg(?:e|ing)|"
        r"(?:skip|miss) (?:a |your |one )?meals?|fast(?:ing)? for \w+ (?:hours|days)|"
        r"safer ways? (?:to|of) (?:cut|burn|self-harm|hurt)\w*|"
        r"(?:hide|cover) (?:your|the) (?:cuts|scars|wounds|marks)|"
        r"(?:shoot|snort|inject|vape|smoke|take) (?:heroin|cocaine|coke|crack|meth|speed|drugs)"
    ),
    "CK033": (
        rf"{DRUGS}|(?:take|try|have|swallow|use) (?:an?|one|some|two|half an?|your|extra|another) (?:\w+ )?{MEDICINES}|"
        rf"(?:stop|quit|start|skip|mix|double|lower|raise|cut down|come off) (?:taking )?(?:your |the |any )?{MEDICINES}|"
        rf"(?:have|pour|drink|sip|take) (?:an?|some|one|your) (?:\w+ )?(?:of )?{ALCOHOL}|glass(?:es)? of {ALCOHOL}"
    ),
    "CK034": r"bmi|calories?|kcal|(?:waist|dress) size|(?:goal|lowest) weight|lose weight|weight loss|"
    r"burn(?:ing)? fat|portion sizes?",
    "CK035": (
        r"cure[sd]?|curing|guarantee\w*|always (?:works|helps)|never fails|works (?:every time|for everyone)|"
        r"heal\w* (?:your |the )?(?:trauma|wounds)|releas\w+ (?:your |the |stored )?trauma|rewir\w+|"
        r"(?:clinically|scientifically) proven|proven to|resets? (?:the|your) (?:vagus|nervous system)|detox\w*|"
        r"doctors hate|miracles?|instantly|will (?:(?:stop|end|fix|banish|eliminate) (?:your|the|it|all|any)|make you (?:feel|calm|happy|better))|"
        r"get rid of (?:your )?(?:anxiety|panic|depression|fear) (?:for good|forever)|in no time|life-changing"
    ),
    "CK036": (
        r"commit\w* suicide|(?:failed|successful|unsuccessful) (?:suicide )?attempts?|addicts?|junkies|junkie|"
        r"alcoholics?|attention[- ]seek\w+|self-harmers?|cutters|schizophrenics?|bipolars|anorexics?|borderlines|"
        r"psychos?|lunatics?|the mentally ill|manipulative|people like you|you (?:are (?:depressed|sick|ill|broken|"
        rf"mentally|disordered|bipolar|addicted|codependent)|have (?:an? )?{DIAGNOSES})|your {DIAGNOSES}|"
        r"if you suffer from"
    ),
    "CK037": (
        r"(?:rubber|elastic) bands?|snap\w* (?:it |the band )?(?:on|against) (?:your|the) wrist|red (?:ink|pen|marker)|"
        r"cold plunges?|ice baths?|(?:ice-cold|ice cold) (?:showers?|baths?|water)|bucket of ice|hold (?:the |an )?ice|"
        r"hyperventilat\w+|until (?:it (?:hurts|burns|stings|aches)|you (?:faint|pass out|feel faint|get dizzy|can't breathe))|"
        r"breathe (?:as )?(?:fast|hard|rapidly)(?: as you can)?|chil(?:l?i|l?ies)|hot sauce|spicy food|wasabi|"
        r"bite (?:down )?(?:on )?(?:your|a lemon|a chil\w+)|(?:slap|punch|hit|pinch|scratch|bite) yourself|dig your nails|"
        r"punish yourself|stay(?:ing)? (?:up|awake) all night|sleep deprivation|scalding|boiling water|sauna|"
        r"(?:hold|holding) (?:your|the) breath (?:for )?(?:as long as|until|a minute|1[1-9]|[2-9]\d)|"
        r"(?:tap|tapping) (?:on )?(?:your|the) (?:meridians?|points|collarbone|trauma)|"
        r"(?:water|bath|shower) (?:at |of |below |under )+\d ?(?:°|degrees)\w*"
    ),
    "CK038": (
        r"relive (?:the|it|what|your)|go back (?:to|into|through) (?:the|your) (?:trauma|abuse|attack|worst)|"
        r"(?:describe|write|tell|recall|remember|picture|imagine) (?:\w+ ){0,3}(?:trauma|abuse|assault|rape|attack)|"
        r"in (?:full|every|as much) detail what (?:happened|they did|was done)|(?:recovered|repressed) memor\w+|"
        r"past[- ]life|regression|(?:confront|contact|call|meet|write to|forgive|visit|text) (?:the person who hurt you|"
        r"(?:your|the) (?:abuser|attacker|rapist))"
    ),
    "CK039": (
        r"(?:helped|saved|healed|fixed|worked (?:wonders )?for|changed) (?:me|my life)|"
        r"i (?:was (?:so|very|really|in hospital|diagnosed)|used to (?:be|have|feel|cry|panic)|suffered|struggled|"
        r"swear by|have (?:been|had|lived|suffered|struggled)|got better|recovered)|when i was (?:\d+|young|a child|in)|"
        r"(?:she|he|they|someone|one (?:man|woman|person|user|member)) (?:told me|said to me|once told|wrote to us)|"
        r"my (?:patients?|clients?|therapist (?:says|said))|(?:thousands|millions|hundreds) of people (?:have|use|swear)"
    ),
    "CK103": (
        r"just|simply|only|easy|easily|should|shouldn't|must|mustn't|ought to|at least|obviously|merely|"
        r"stay positive|positive vibes|everything happens for a reason|cheer up|calm down|snap out|man up|"
        r"get over it|look on the bright side|others have it worse"
    ),
    "CK106": (
        r"abus\w+|violen\w+|racis\w+|harass\w+|bull(?:y|ied|ying)|(?:hits?|hitting|hurts?|threatens?|beats?) you|"
        r"unsafe (?:home|housing|flat|work|place)|your landlord|stalk\w+"
    ),
    "CK107": r"buy (?:an?|the|yourself|some)|subscri\w+|sign up|download\w*|discounts?|coupon|referral|"
    r"online course|webinar|the app|an app|premium|free trial",
    "CK108": (
        r"teenagers?|teens?|under[- ]?16s?|pregnan\w+|psychosis|psychotic|mania|manic|eating disorder\w*|anorexi\w+|"
        r"bulimi\w+|ocd|compulsions?|self-harm|suicid\w+|withdrawal"
    ),
    # What may have been left out of `involves`; the rule takes the tag from HINTS.
    "CK109": (
        r"(?:close|shut) your eyes|eyes closed|hold (?:your|the|that) breath|"
        r"(?:count|watch|follow|slow|lengthen) (?:\w+ )?breaths?|(?:ice-cold|ice cold|ice packs?|ice cubes?)|cold (?:pack|shower)|"
        r"write (?:it|them|this|that|a|one|two|three|down|for)|(?:imagine|picture) (?:a|the|your)|"
        r"sprint|star jumps|jumping jacks|push-ups|squats|run (?:on the spot|up the stairs)|"
        r"(?:tense|clench|squeeze) (?:your|the|both)"
    ),
}  # fmt: skip
_SPANISH = {
    "CK032": r"ahorca\w+|cortarte|córtate|cuchillas?|sobredosis|letal(?:es)?|laxantes?|vomitar|purgarte|"
    r"sáltate (?:la|una) comida|monóxido de carbono|lejía",
    "CK033": r"melatonina|valeriana|diazepam|lorazepam|orfidal|ibuprofeno|suplementos?|copa de vino|"
    r"(?:toma|tómate|deja|dejar) (?:una?|el|la|tu|de tomar) (?:pastilla|medicamento|medicación|medicina)s?",
    "CK034": r"imc|calorías?|perder peso|adelgazar|talla de ropa",
    "CK035": r"curar?|garantiza\w*|siempre funciona|nunca falla|sanar? (?:el|tu) trauma|"
    r"(?:clínicamente|científicamente) (?:probado|demostrado)|milagro\w*|al instante",
    "CK036": r"comet\w+ suicidio|intento (?:fallido|exitoso)|drogadict\w+|adict[oa]s?|esquizofrénic[oa]s?|"
    r"gente como tú|estás enferm[oa]|tu (?:trastorno|enfermedad|diagnóstico)",
    "CK037": r"goma elástica|tinta roja|baño de hielo|hasta que (?:te )?duela|hiperventil\w+|golpéate|"
    r"pellízcate|aguanta la respiración hasta|pasar la noche en vela",
    "CK039": r"me (?:salvó|curó|cambió la vida)|(?:mi|mis) pacientes?|a mí me funcionó",
    "CK103": r"solo|sólo|simplemente|fácil(?:mente)?|debes|deberías|tienes que|al menos|obviamente|por supuesto",
}  # fmt: skip
_ANY = {
    "CK040": r"(?:call|text|dial|ring|phone|llama|marca)(?: us| al| el)?(?: on| at)? \d{3,}|text [\"']?[a-z]{2,}[\"']? to \d+",
    "CK041": r"https?:|www\.\w+",
    "CK042": (
        r"WRAP|TIPP?|ACCEPTS|IMPROVE|DEAR ?MAN|EMDR|EFT|STOPP|Headspace|Wysa|Woebot|BetterHelp|Talkspace|Insight Timer|"
        r"Wim Hof|Pomodoro|Seeking Safety|Emotional Freedom Techniques?|Havening|Somatic Experiencing|Brainspotting|"
        r"Calm app|Finch app|Fidget Cube|Play-?Doh|Lego|Tetris|Netflix|TikTok|Instagram|YouTube|WhatsApp|Spotify"
    ),
}  # fmt: skip
PHRASES = {"": _ANY, "en": _ENGLISH, "es": _SPANISH}
BY_CASE = frozenset({"CK042"})


class Mark(NamedTuple):
    """A pattern of signs or numbers, in any language. A text that has none of the `signs`, none of the
    `words`, or fewer `figures`, where there are any, needn't be tried; one with figures begins with one.
    """

    code: str
    pattern: str
    signs: str = ""
    words: str = ""
    figures: int = 0


_TOP = "com|org|net|info|io|app|co|uk|de|es|eu|ly"
_DOSES = (
    "mg|mcg|ml|g|gram|grams|gramos|unit|units|unidades|tablet|tablets|pill|pills|pastillas|capsule|"
    "capsules|drops|gotas|puffs"
)
_WEIGHTS = "kg|kilo|kilos|lb|lbs|pounds|libras|stone|kcal|cal|cals|calories|calorías"
_TARGETS = (
    "steps|reps|ups|squats|laps|km|kilometer|kilometre|kilometers|kilometres|miles|portion|portions|"
    "serving|servings|bites|meal|meals|hour|hours"
)
MARKS = (
    Mark("CK033", rf"\d(?<![\w.,/-]\d)\d*(?:[.,]\d+)? ?(?:{_DOSES})\b", words=_DOSES, figures=1),
    Mark("CK034", rf"\d(?<![\w.,/-]\d)\d*(?:[.,]\d+)? ?(?:{_WEIGHTS})\b", words=_WEIGHTS, figures=1),
    Mark("BODY", r"\d[\d,.]*[ -]?(?:steps|reps|push-ups|squats|sit-ups|laps|km|kilomet(?:er|re)s?|miles|"
                 r"portions?|servings?|bites|meals?|hours? (?:of |without )?(?:fast\w*|food|eating))\b",
         words=_TARGETS, figures=1),
    Mark("CK040", r"\d(?<![\w.,-]\d)(?!(?<=\d)\d{3} ?- ?(?:19|20)\d\d\b)(?:[ ().-]{0,2}\d){6,}(?!\w)", figures=7),
    Mark("CK035", r"100 ?%", signs="%"),
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
    "follow": "breath", "slow": "breath", "lengthen": "breath", "ice": "cold", "cold": "cold", "write": "writing",
    "imagine": "imagery", "picture": "imagery", "tense": "muscle-tension", "clench": "muscle-tension",
    "squeeze": "muscle-tension",
}  # fmt: skip
