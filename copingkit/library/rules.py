"""Which rules there are, and which of them a file meets."""

from __future__ import annotations

from . import rules_experiences as experiences
from . import rules_facts as facts
from . import rules_form as form
from . import rules_library as others
from . import rules_words as words
from .check_findings import Rule, RuleAmong

# Met by every file that is YAML, whether or not it can be read as a strategy.
ANY: tuple[Rule, ...] = (form.file_name, form.place, form.ending)
TREE: tuple[Rule, ...] = (form.key_order,)
# Met by words that a pattern of rules_patterns.py has found, and by no others.
REFUSED: tuple[Rule, ...] = (
    words.methods,
    words.doses,
    words.body_figures,
    words.promises,
    words.labels,
    words.pain,
    words.trauma,
    words.testimonials,
    words.phone_numbers,
    words.links,
    words.trademarks,
    words.markup,
    words.emoji,
    words.belittling,
    words.punctuation,
    words.danger,
    words.shops,
    words.sensitive,
)
# A translation has no tags of its own.
REFUSED_IN_ENGLISH: tuple[Rule, ...] = (facts.untagged,)
WORDS: tuple[Rule, ...] = (form.title_and_summary, words.control_characters)
STRATEGY: tuple[Rule, ...] = (
    form.sorted_lists,
    facts.timing,
    facts.required_cautions,
    facts.evidence_and_authors,
    facts.a_source,
    facts.known_sources,
    facts.guide_tags,
    facts.unsafe_breath,
    words.reading_age,
    words.note_reading_age,
    words.imperative,
    words.two_reviewers,
    *experiences.RULES,
    *WORDS,
)
TRANSLATION: tuple[Rule, ...] = (others.out_of_date, *WORDS)
# Met by what a file takes up among all the others; everything above looks at one file alone.
AMONG: tuple[RuleAmong, ...] = (others.names_taken, others.near_copy)
