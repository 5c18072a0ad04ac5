"""Sentences said to a person who may be having a hard time, in one place, to be reviewed.

Test for each: could a friend who has been there say it across a kitchen table?
"""

from __future__ import annotations

WELCOME = (
    "Take what helps, leave the rest. If something makes it worse, stop: that is useful to know."
)
LEAVE = "q or Ctrl+C leaves at any time."
NOW_FIRST = "Here is something to do right now. q leaves at any time."
PEOPLE_FIRST = (
    "If you might act on this, people first: press h or type `coping support`. Or carry on here."
)

# From this level, 0 to 10, the line above is said once a session.
HIGH = 9

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
NOTHING_ELSE = "Nothing else fits that right now. A person may."
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

# --- People first: support, plan, remind ---
SUPPORT_TITLE = "People to turn to"
SUPPORT_MINE = "My people"
SUPPORT_PEER = "Peers, who have been there"
SUPPORT_WRITTEN = "Write, without having to speak"
SUPPORT_SPOKEN = "Call"
SUPPORT_EMERGENCY = "If a life is in danger right now"
SUPPORT_DIRECTORIES = "More lines, here and elsewhere"
SUPPORT_GUESS = (
    "A guess from this computer's language. Somewhere else: coping support --country CC. "
    "To keep one: coping settings country CC"
)
SUPPORT_NO_COUNTRY = (
    "Which country are you in? coping support --country CC shows its lines (CC is two letters, such "
    "as IE or AT). coping settings country CC keeps it."
)
SUPPORT_NO_LINES = "We hold no checked line for {place} yet. The directories here list more."
SUPPORT_NOT_A_COUNTRY = 'We don\'t know a country called "{said}".'
SUPPORT_OLD = "Last checked {months} months ago: compare it with {address} first."
SUPPORT_HIDDEN = (
    "Last checked {months} months ago, so the number isn't shown. Look it up: {address}"
)
SUPPORT_ALL_OLD = "Some of these were checked a long time ago, so the directories come first."
SUPPORT_UNKNOWN = "Not known to us: {things}. You can ask them."
SUPPORT_LISTED = "Listed by {source} on {day}{more}, not yet confirmed by us."
SUPPORT_CONFIRMED = "Checked on its own page by {who} on {day}."
SUPPORT_UNREADABLE = "Your own people and plan couldn't be read: {why} The lines below work without them."
SUPPORT_LOCKED = "Your own people and plan are locked. coping support list opens them. The lines below work without them."
SUPPORT_PLAN = "My plan for bad days: coping plan"
SUPPORT_PLAN_KEY = "My plan for bad days?"
PERSON_WHO = "Who? A name, or what you call them. Enter leaves."
PERSON_HOW = "How do you reach them? A number, a handle, a door. Enter skips."
PERSON_ABOUT = "What is good to know? When they are there, what they are good for. Enter skips."
