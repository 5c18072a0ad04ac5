"""Every code in words: what the rule is, why it is there, a bad and a good example."""

from __future__ import annotations

from .explained import Explained
from .helplines_explained import LINES

EXPLAINED: dict[str, Explained] = {
    "CK001": Explained(
        "A file is plain UTF-8 text without invisible characters, at most 64 KiB.",
        "Hidden characters can make a terminal show one thing and do another.",
        "title: Look\\u202E tuo", "title: Look out"),
    "CK002": Explained(
        "A file is one plain YAML document: no anchors, tags, or deep nesting.",
        "Plain files can be read by anybody, and can't be used to trick a program.",
        "title: &a Feet on the floor", "title: Feet on the floor"),
    "CK003": Explained(
        "No key stands twice.", "Of two values one would be lost without a word.",
        "minutes: 3 ... minutes: 5", "minutes: 5"),
    "CK004": Explained(
        "Only the keys of the example are used.",
        "A mistyped key would be dropped without a word.", "minute: 3", "minutes: 3"),
    "CK005": Explained(
        "The keys that are needed are there.", "People choose by them.",
        "a file without `minutes`", "minutes: 3"),
    "CK006": Explained(
        "A value is of the kind its key asks for.", "Otherwise it can't be shown.",
        "needs: panic", "needs: [panic]"),
    "CK007": Explained(
        "Texts and lists keep to their lengths.",
        "A narrow screen, and a tired head, hold about two short lines at a time.",
        "title: A very long name for something that takes a minute", "title: One minute outside"),
    "CK008": Explained(
        "Numbers, days and phases can be read and lie within their range.",
        "Guides are run by a clock, and days are compared.", "phases: [in four, out six]", "phases: [in 4, out 6]"),
    "CK009": Explained(
        "Ids are those of vocabulary.yaml.",
        "People find strategies, and switch things off, by these words.",
        "needs: [panick]", "needs: [panic]"),
    "CK010": Explained(
        "The file's name is an id: 3 to 40 small letters, digits and single hyphens, and no device's name.",
        "The name is what people type, and must be safe as a file on every system; Windows opens `con` or "
        "`nul` as a device.",
        "Feet On Floor.yaml", "feet-on-the-floor.yaml"),
    "CK011": Explained(
        "A file stands right inside its language's folder and ends in .yaml.",
        "Elsewhere nobody finds it.", "strategies/feet-on-the-floor.yaml",
        "strategies/en/feet-on-the-floor.yaml"),
    "CK012": Explained(
        "Keys stand in the order of the example.",
        "Files that look alike are quicker to review and to compare.",
        "needs above title", "title, summary, category, needs, ..."),
    "CK013": Explained(
        "Lists of ids are sorted and hold nothing twice.",
        "Two people adding to one list then rarely get in each other's way.",
        "needs: [panic, anger]", "needs: [anger, panic]"),
    "CK014": Explained(
        "The guide takes about as long as `minutes` says.",
        "People choose by the minutes they have; being late costs trust.",
        "minutes: 1, and 18 rounds of in 4, out 6", "minutes: 3"),
    "CK015": Explained(
        "What a strategy involves brings its caution; thoughts of suicide bring `crisis`.",
        "A person has to know before the start, not after.",
        "involves: [cold], cautions: []", "involves: [cold], cautions: [cold]"),
    "CK016": Explained(
        "A shared strategy has evidence and authors.",
        "Honest about what is known: `little research` is a fine answer, silence isn't.",
        "no `evidence`", "evidence: grade D, a sentence, a source"),
    "CK017": Explained(
        "At least one source is named.", "So that others can look, and correct us.",
        "sources: []", "sources: [who-dwm]"),
    "CK018": Explained(
        "Each source is a key of sources.yaml.", "Otherwise nobody can look it up.",
        "sources: [smith]", "sources: [neff2013], with neff2013 in sources.yaml"),
    "CK019": Explained(
        "A source has a citation, and a DOI or https address of valid form if any.",
        "A broken reference is worse than none: it looks checked.",
        "url: http://example", "doi: 10.1002/jclp.21923"),
    "CK020": Explained(
        "No two strategies share a title.", "People ask for a strategy by its title.",
        "title: Feet on the floor (again)", "a title of its own, or a better first one"),
    "CK021": Explained(
        "No two strategies share another name.", "One name has to lead to one strategy.",
        "aliases: [box breathing] in two files", "in one file"),
    "CK022": Explained(
        "A strategy isn't another one with a few words changed.",
        "A long list of the same is harder to choose from; bettering one helps everybody.",
        "a copy with another title", "a change to the first one"),
    "CK023": Explained(
        "A translation holds words only.",
        "Facts such as minutes and cautions are kept in one place, so that they can't differ.",
        "es/feet-on-the-floor.yaml with `minutes`", "title, summary, guide, note, ..."),
    "CK024": Explained(
        "A translation stands beside an English strategy of the same file name.",
        "Its facts come from there.", "es/pies.yaml", "es/feet-on-the-floor.yaml"),
    "CK025": Explained(
        "A title has no full stop; a summary is one sentence with one.",
        "Lists read better, aloud too.", "summary: Feel your feet. Then look up.",
        "summary: Feel your feet, then look up."),
    "CK026": Explained(
        "A guide that paces or holds the breath says so in `involves`.",
        "Some people have breath work switched off, for good reasons.",
        "kind: breath, involves: []", "kind: breath, involves: [breath]"),
    "CK027": Explained(
        "No breath is held for more than 10 seconds, rests counted in; in and out take at least 4 seconds "
        "together and at most 12 each, and a whole breath at most 24.",
        "A long hold can make people faint, fast breathing makes them dizzy and can feel like panic, "
        "and a breath that is too long leaves them short of air.",
        "phases: [in 4, hold 8, rest 8, out 4]", "phases: [in 4, hold 4, out 6]"),
    "CK028": Explained(
        "The text reads at school grade 7 or below (a reading age of 12); better 6.5.",
        "Under stress everybody reads less well.",
        "Systematically externalise cognitions.", "Put your thoughts on paper."),
    "CK029": Explained(
        "Text is plain: no Markdown, HTML, or other marks.",
        "It is shown, read aloud and printed as it stands.", "*Slowly* <b>now</b>", "Slowly now"),
    "CK030": Explained(
        "No emoji or pictures.", "Screen readers read each one aloud; terminals misplace them.",
        "Well done \\U0001F389", "That was it."),
    "CK031": Explained(
        "No control characters, not even written as YAML escapes.",
        "They could move the cursor, colour the screen, or hide text.",
        'title: "\\e[31mRed"', "title: Red"),
    "CK032": Explained(
        "No method, means or place of suicide or self-harm, no purging, no drug use.",
        "Details of methods cost lives; that is the firmest finding in this field.",
        "(no example is given here)", "Go where you aren't alone."),
    "CK033": Explained(
        "No dose, and no advice to start, stop or take a medicine, supplement or drink.",
        "It can be dangerous for the next reader, whom we don't know.",
        "Take 2 tablets.", "Take your medicine in your usual way."),
    "CK034": Explained(
        "No numbers about weight, food or exercise.",
        "For people who struggle with eating they turn into rules.",
        "Walk 10,000 steps.", "Walk as far as feels good."),
    "CK035": Explained(
        "No promise.", "When it then doesn't work, people think it is their fault.",
        "This will stop your panic.", "This can take the edge off."),
    "CK036": Explained(
        "No label or diagnosis for the reader or for others.",
        "People are more than that, and words like these keep others from asking for help.",
        "if you are an addict", "if you use, or used to"),
    "CK037": Explained(
        "No pain, fear, extreme cold or heat, or lack of sleep as a technique.",
        "Young people say painful stand-ins don't work, and some use them as self-harm.",
        "Snap a rubber band on your wrist.", "Run cool water over your hands."),
    "CK038": Explained(
        "No going back into trauma, and no contact with an abuser.",
        "Alone at night this can make things much worse.",
        "Describe the attack in detail.", "Say where you are and what day it is."),
    "CK039": Explained(
        "Stories and praise stand under `experiences`, with consent, or nowhere.",
        "Nobody's story is used without asking, nobody can be recognised, and nobody is invented.",
        "It saved my life - Anna, 34", "experiences: (helped, text, by, on, consent)"),
    "CK040": Explained(
        "No phone numbers, helplines or emergency advice outside helplines.yaml.",
        "A number that no longer answers is the worst thing we could give; one file is kept fresh.",
        "Call 555 0100 200.", "Type coping support."),
    "CK041": Explained(
        "No web or e-mail addresses or accounts in a strategy.",
        "They rot, and may lead anywhere.", "See www.example.org", "sources: [who-dwm]"),
    "CK042": Explained(
        "No trademarks or products outside sources.yaml.",
        "Plain words help more people, and names belong to their owners.",
        "title: TIPP", "title: Cold-face reset"),
    "CK043": Explained(
        "What vocabulary.yaml names is there: cautions, needs, the strategies for first aid.",
        "A caution without a text would be shown to nobody.",
        "involves: a tag with caution: colds", "caution: cold, with its text under cautions"),
    "CK101": Explained(
        "A file ends with one newline, lines without spaces at the end.",
        "So that changes show only what changed.", "a last line without newline", "--fix"),
    "CK102": Explained(
        "The text reads at school grade 6.5 or below.", "Under stress everybody reads less well.",
        "Subsequently consider alternatives.", "Then think what else you could do."),
    "CK103": Explained(
        "No word that belittles or orders: just, simply, only, easy, should, must.",
        "What is easy for one is the hardest thing for another; we offer.",
        "Just breathe.", "You could breathe out slowly."),
    "CK104": Explained(
        "A summary begins with what you do.", "It is read in a list, in a hurry.",
        "This is a way to ...", "Name five things you can see."),
    "CK105": Explained(
        "Punctuation is that of the keyboard.", "Every terminal shows it, every search finds it.",
        "it\u2019s here \u2013 now", "it's here - now"),
    "CK106": Explained(
        "Where harm by others comes up, safety comes first, with a caution.",
        "Calm must not keep anybody in danger.", "Breathe when they hit you.",
        "cautions: [violence]"),
    "CK107": Explained(
        "Nothing to buy, to download or to sign up to.", "Help is free here.",
        "Buy a weighted blanket.", "A heavy blanket, or coats."),
    "CK108": Explained(
        "Some topics get a second reviewer who knows them from inside.",
        "What is harmless for most can hurt there.", "a step on psychosis, one reviewer",
        "the same, two reviewers"),
    "CK109": Explained(
        "Words that suggest eyes, breath, cold, writing and so on are tagged in `involves`.",
        "People who switched that off rely on it.", "Close your eyes, involves: []",
        "involves: [eyes]"),
    "CK110": Explained(
        "A translation carries the hash of the English words it was made from.",
        "Readers are told when the English has moved on.", "of: an old hash", "of: the hash shown"),
    "CK111": Explained(
        "A strategy that sounds much like another one is looked at twice.",
        "Perhaps one better one is enough.", "half the sentences of a neighbour", "its own words"),
    "CK112": Explained(
        "What is known of a strategy reads at school grade 7 or below (a reading age of 12), too.",
        "Who can't follow the doubts can't weigh them.",
        "Meta-analytic evidence indicates heterogeneous effects.",
        "A review pooled nine trials. Some found more than others."),
    **LINES,
}  # fmt: skip
