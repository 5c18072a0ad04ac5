"""Sentences said to a person who may be having a hard time, in one place, to be reviewed.

Test for each: could a friend who has been there say it across a kitchen table?
"""

from __future__ import annotations

WELCOME = (
    "Take what helps, leave the rest. If something makes it worse, stop: that is useful to know."
)
LEAVE = "q or Ctrl+C leaves at any time."
NOW_FIRST = "Here is something to do right now. No need to think. q or Ctrl+C leaves at any time."
PEOPLE_FIRST = (
    "If you might act on this, people first: press h or type `coping support`. Or carry on here."
)

LEFT = "You stopped here. That is fine."
KEPT = "Kept in your log."
NOT_KEPT = "Nothing was kept."
NO_TERMINAL = "Written out whole, to follow at your own pace."

BEFORE = "How strong is it right now, 0 to 10? Enter skips."
AFTER = "How strong is it now, 0 to 10? Enter skips."
HELPED = "Did it help?"
HELPED_CHOICES = (
    ("a", "a-lot", "a lot"),
    ("b", "a-bit", "a bit"),
    ("n", "no-change", "no change"),
    ("w", "worse", "made it worse"),
    ("s", "stopped", "I stopped"),
    ("c", "couldnt", "I couldn't"),
)
OBSTACLE = "What got in the way? Enter skips."

NEXT_DOWN = "It came down a little. You can stop here, or go on."
NEXT_SAME = (
    "About the same. Some things take a second go, and some don't fit. Both are useful to know."
)
NEXT_WORSE = (
    "It got stronger. Stopping is a good choice. Another kind of thing may fit, or a person."
)
NEXT_OPEN = "What now?"
NEXT_CHOICES = (
    ("a", "again"),
    ("k", "another kind"),
    ("h", "a person"),
    ("d", "done"),
)
GOODBYE = "Come back whenever you like."

HOME = "What would be good now?"
HOME_CHOICES = (
    ("n", "now", "start something at once"),
    ("c", "choose", "look in the toolbox"),
    ("i", "check in", "note how it is"),
    ("l", "look back", "what you have noted"),
    ("h", "people", "someone to turn to"),
    ("q", "leave", ""),
)

NOTHING_FITS = "Nothing fits all of that."
NOTHING_LOGGED = "Nothing is noted yet."
NO_PEOPLE = "No one is on your list yet. Add someone with: coping support add"
PEERS = "copingkit is made by peers. Nobody is watching, and it calls nobody by itself."
BACK_FROM_SUPPORT = "Still here. Nothing you did was recorded."
TRANSLATION_UNREVIEWED = "This translation has not been read by a speaker yet."
TRANSLATION_OUTDATED = "The English has changed since this was translated."
