"""Sentences said to a person who may be having a hard time, in one place, to be reviewed.

Test for each: could a friend who has been there say it across a kitchen table?
"""

from __future__ import annotations

WELCOME = (
    "Take what helps, leave the rest. If something makes it worse, stop: that is useful to know."
)
LEAVE = "q or Ctrl+C leaves at any time."
# Stands behind "h: " at every question.
ASK_PEOPLE = "people"
NOW_FIRST = "Here is something to do right now.\nq leaves at any time."
PEOPLE_FIRST = (
    "If you might act on this, people first: press h or type `coping support`. Or carry on here."
)
# Where no session is open, no key is read.
PEOPLE_FIRST_TYPED = (
    "If you might act on this, people first: type `coping support`. Or carry on here."
)

# From this level, 0 to 10, the lines above are said, once a session.
HIGH = 9

LEFT = "You stopped here. That is fine."
KEPT = "Kept in your log."
NOT_KEPT = "Nothing was kept."
WITHOUT_EFFECT = "{options} changes nothing here."
NO_TERMINAL = "Written out whole, to follow at your own pace."

READING = "Time to read this. Any key goes on; q leaves."

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
SCALE_AGAIN = "A whole number from {least} to {most}; Enter for none, q leaves."
KEEP_ANSWERS = "Keep what you wrote, in your log? Enter: no."
OBSTACLE = "What got in the way? Enter skips."

NEXT_DOWN = "It eased. You can stop here, or go on."
NEXT_SAME = (
    "About the same. Some things take a second go, and some don't fit. Both are useful to know."
)
NEXT_WORSE = (
    "It got stronger. Stopping is a good choice. Another kind of thing may fit, or a person."
)
NEXT_MADE_WORSE = (
    "That made it worse. Stopping is a good choice. Another kind of thing may fit, or a person."
)
NEXT_STOPPED = "Some things don't fit, or not today. That is useful to know."
NEXT_OPEN = "What now?"
_AGAIN, _KIND, _PERSON = ("a", "again"), ("k", "another kind"), ("h", "a person")
# What stands first differs: nobody is led back into what made it worse.
NEXT_AFTER_DOWN = (("d", "done"), _AGAIN, _KIND, _PERSON)
NEXT_AFTER_SAME = (_KIND, _AGAIN, _PERSON, ("d", "done"))
NEXT_AFTER_WORSE = (("d", "stop here"), _KIND, _PERSON)
NEXT_AFTER_ANY = (_AGAIN, _KIND, _PERSON, ("d", "done"))
NEXT_PLAN = ("p", "my plan")
HELPED_EARLIER = "This helped earlier."
TAKEN_AS = "Taken as: {needs}."
NOT_KNOWN = "Those words aren't known here yet, so this is for any hard moment."
SOMETHING_ELSE = "Something else than a little while ago."
NOTHING_ELSE = "Nothing else fits that right now. A person may."
GOODBYE = "Come back whenever you like."

HOME_FIRST = "Hard right now? n starts something that may help, at once."
HOME = "What would be good now?"
HOME_CHOICES = (
    ("n", "now", "start something at once"),
    ("c", "choose", "look in the toolbox"),
    ("i", "check in", "note how it is"),
    ("l", "look back", "what you have noted"),
    ("h", "people", "someone to turn to"),
    ("q", "leave", ""),
)

HOME_WORDS = "What is it about? A word or two. Enter goes back."
HOME_WHICH = "Which one? Its number starts it; Enter goes back."

NOTHING_FITS = "Nothing fits all of that."
NOTHING_LOGGED = "Nothing is noted yet."
LOG_NEED = "What is it about? A word or two: panic, can't sleep ... Enter skips."
LOG_INTO_NOTE = "I don't know that word; it goes into the note."
LOG_STRATEGY = "Did you use something? Its name or id. Enter skips."
LOG_AFTER = "How strong was it afterwards, 0 to 10? Enter skips."
LOG_OUTCOME = "How did it go? Enter skips."
LOG_RATING = "Your rating of it, 1 to 5? Enter skips."
LOG_MINUTES = "How many minutes did it take? Enter skips."
LOG_NOTE = "A note? Enter skips."
LOG_MORE = "Anything more to note? Enter keeps it as it is."
LOG_MORE_KEY = "when, where, with whom, energy, what got in the way, tags"
LOG_WHEN = 'When was it? For example "yesterday 22:30", "2 hours ago". Enter: now.'
LOG_PLACE = "Where were you? Enter skips."
LOG_ENERGY = "How much energy was there? Enter skips."
LOG_COMPANY = "Who was with you? Enter skips."
LOG_OBSTACLE = "What got in the way? Enter skips."
LOG_TAGS = "Tags? One word each, with spaces between. Enter skips."
NO_PEOPLE = "No one is on your list yet. Add someone with: coping support add"
PEERS = "copingkit is made by peers. Nobody is watching, and it calls nobody by itself."
BACK_FROM_SUPPORT = "Still here. Looking here was not recorded."
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
SUPPORT_UNREADABLE = (
    "Your own people and plan couldn't be read: {why} The lines below work without them."
)
SUPPORT_LOCKED = "Your own people and plan are locked. coping support list opens them. The lines below work without them."
LOCKED = "Your log, marks and settings are locked; this goes on without them."
SUPPORT_NOT_SHOWN = "Not shown this time."
SUPPORT_LINES = "Lines for {country}."
SUPPORT_SETTING = "Your setting."
SUPPORT_WAYS = {
    "call": "call {to}",
    "text": "text {to}",
    "chat": "chat at {to}",
    "whatsapp": "WhatsApp {to}",
    "mail": "write to {to}",
}
SUPPORT_ALWAYS = "Open now: day and night, every day{note}."
SUPPORT_VARIES = "Hours vary: {note}."
SUPPORT_THERE = "{hours}, {zone} time{note}"
SUPPORT_OPEN = "Open now: {there}."
SUPPORT_CLOSED = "Closed now.{opens} {there}."
SUPPORT_OPENS = " Opens {when} your time."
SUPPORT_HOURS = "Hours: {there}."
SUPPORT_IN_HOURS = "In its hours now, unless it is a public holiday there: {there}."
SUPPORT_FOR = "For {who}."
SUPPORT_LANGUAGES = "Languages: {languages}."
SUPPORT_SENDS_NOBODY = "They don't send police or an ambulance without asking you."
SUPPORT_MAY_SEND = "They may send police or an ambulance without asking{note}."
SUPPORT_COST, SUPPORT_SPOKEN_THERE = "cost", "languages"
SUPPORT_WHETHER_SENT = "whether they may send help without asking"
SUPPORT_A_LIST = "a public list"
SUPPORT_ONE_MORE, SUPPORT_MORE = " and by 1 other", " and by {count} others"
SUPPORT_CALL_NOW = "Emergency: call {numbers}{text}."
SUPPORT_TEXT_NOW = ", or text {numbers}"
SUPPORT_OR = " or "
SUPPORT_PLAN = "My plan for bad days: coping plan"
SUPPORT_PLAN_KEY = "My plan for bad days?"
SUPPORT_THEN = (("p", "my plan"), ("q", "leave"))
TAKE_BACK = "Take it back with: coping log undo"
PERSON_ADDED = "On your list: {name}. " + TAKE_BACK
PERSON_REMOVED = "Off your list: {name}. " + TAKE_BACK
PERSON_WHO = "Who? A name, or what you call them. Enter leaves."
PERSON_HOW = "How do you reach them? A number, a handle, a door. Enter skips."
PERSON_ABOUT = "What is good to know? When they are there, what they are good for. Enter skips."
PLAN_TITLE = "My plan for bad days"
# id, title, what to ask; from the least to the most outside help, then what keeps one going.
PLAN_PARTS = (
    ("signs", "Signs I know", "What tells you that a hard time is coming? In your own words."),
    (
        "myself",
        "What I can do by myself",
        "What has helped, or might, with nobody else there? A strategy's name is fine too.",
    ),
    (
        "around",
        "People and places that take my mind off it",
        "Who is good to be near, or where? You don't have to talk about it there.",
    ),
    ("people", "People I can ask", "Who could you tell that it is hard right now?"),
    (
        "lines",
        "Lines and professionals",
        "Who else? A doctor, a worker, a line that was good to you.",
    ),
    (
        "safer",
        "Making my surroundings safer",
        "What would you like further away on a bad day, or kept by somebody else? "
        "Words that you alone understand are fine.",
    ),
    ("before", "What got me through before", "What has carried you this far?"),
    (
        "messages",
        "Messages for hard days",
        "What would you like to hear on a hard day? From you, or from somebody dear.",
    ),
)
PLAN_EMPTY = "Nothing stands here yet. Begin anywhere, one line is enough: coping plan add"
PLAN_STILL = "Still open, if you like: {parts}. Add a line with: coping plan add"
PLAN_ASK = "{title}. {ask} Enter goes back."
PLAN_ADDED = "Added to: {title}. " + TAKE_BACK
PLAN_STRATEGY_ADDED = "{title}: {strategy}. " + TAKE_BACK
PLAN_REMOVED = "Taken out of: {title}. " + TAKE_BACK
PLAN_EMPTIED = "Nothing was kept. To take a line out: coping plan remove PART NUMBER"
PLAN_CHANGED, PLAN_UNCHANGED = "Kept. " + TAKE_BACK, "Nothing was changed."
PLAN_HELPLINE, PLAN_LISTED = "{name}: {ways}", " (listed {day})"
PLAN_EMERGENCY = "If a life is in danger: {numbers} ({country})."
PLAN_TRY = " (coping try {name})"
PLAN_MORE = "Anything else? Enter goes back."
PLAN_WHICH = "Which part? Enter leaves; what you wrote is kept."
PLAN_READY_HINT = "On a calmer day, coping plan ready goes through the first steps with you."
PLAN_PRIVACY = "This leaves your journal: whoever has the paper or the file can read it. Nothing was sent anywhere."
PLAN_EDIT_HEAD = (
    "My plan for bad days. One line each, in any order, in your own words.",
    'Lines that begin with # are left out. "> ID" is a strategy, for example: > box-breathing',
    "Leave it as it is to change nothing.",
)
SHARE_PRIVACY = (
    "This holds the strategies named here and nothing about you: no log, no ratings, no notes. "
    "Their authors' names are in it, as they stand in the files."
)
SHARE_IN_IT = "In it: {titles}."
SHARE_HOW = "Your friend takes it in with: coping mine import FILE"
WRITTEN = "Written: {file}"
READY_STEPS_HEAD = "To have ready for a hard day, one by one:"
READY_STEPS = (
    "the country: coping settings country CC",
    "a person: coping support add",
    "three strategies: coping pin ID",
    "a message for hard days: coping plan add messages",
)
READY_START = (
    "A few things to have ready for a hard day. Every step can be skipped with Enter, and q leaves. "
    "What you gave until then is kept."
)
READY_COUNTRY = (
    "Which country's lines shall come first? Two letters, such as IE or AT. Enter skips."
)
READY_COUNTRY_GUESS = "Which country's lines shall come first? y: {name}. Or two letters, such as IE or AT. Enter skips."
READY_COUNTRY_SET = "Country: {name}."
READY_PINNED = "Pinned: {titles}."
READY_PERSON = "Is there somebody you could turn to?"
READY_PINS = (
    "Which three would you like first in your lists? Numbers with spaces, or names. Enter skips."
)
READY_MESSAGE = "Is there something you would like to hear on a hard day? Enter skips."
READY_DONE = "That is enough for one evening. It all stands in: coping plan"
READY_NOTHING = "Nothing was changed. It will be here another time: coping plan ready"
REMIND_NOTHING = "Nothing is waiting."
REMIND_OFFER = "A quiet moment, if you like."
REMIND_UNIT, REMIND_UNIT_DAILY = "A quiet moment, if you like", "A quiet moment, once a day"
REMIND_CHECKIN = "Note how it is: coping log add"
REMIND_PRACTICE = "Or try: {title} (coping try {name})"
REMIND_HOW = "Nothing runs by itself unless you set it up. On this computer, for {time} every day:"
REMIND_SYSTEMD = "systemd: two files, or coping remind --install"
REMIND_CRON = "cron: put this line in with crontab -e"
REMIND_CRON_TOO = REMIND_CRON + ", or coping remind --install --with cron"
REMIND_LAUNCHD = "launchd: as {path}, then launchctl load {path}"
REMIND_TASKS = "Task Scheduler"
REMIND_INSTALLED = (
    "Set up with {what}, every day at {time}. Take it away with: coping remind --remove"
)
REMIND_REMOVED = "Taken away from {what}."
REMIND_NONE = "No reminder was set up by copingkit."

# --- Looking back: insights ---
INSIGHTS_COUNT = "{entries}{span}; {uses}."
INSIGHTS_EARLY = "It is early. What you noted is kept, and counts from here on."
INSIGHTS_EMPTY = (
    "Nothing is noted yet, and that is fine. After a few uses this page says what they brought. "
    "To note one: coping log add --strategy ID --before 7 --after 4"
)
INSIGHTS_BY_OUTCOME = (
    "These were chosen by how they went, so averages of them would say nothing about what helps."
)
INSIGHTS_HELPED = "What you used, and what it brought"
INSIGHTS_USUAL = (
    '"Usual" is what your other techniques bring. Distress often falls by itself after a peak; that '
    "part is taken off. The range holds the true figure in about 8 of 10 cases."
)
INSIGHTS_RANGES = "Points more or less than your usual (● figure, ├──┤ 80 % range):"
INSIGHTS_FALLS = "From before (●) to after (○), on average:"
INSIGHTS_NEED = "For {need}"
INSIGHTS_NEED_NONE = "No technique was used twice for this with both numbers yet."
INSIGHTS_UNTRIED = "For example: {names}."
INSIGHTS_IN_WORDS = "What helped, in your words"
INSIGHTS_NOT_HELPED = "What brought little"
INSIGHTS_WORSE = "What made it worse"
INSIGHTS_COULDNT = "What wasn't possible then"
INSIGHTS_OBSTACLES = "What got in the way"
INSIGHTS_TIMES = "When it brought more"
INSIGHTS_OVER_TIME = "Over time"
INSIGHTS_WEEKLY = "The middle of each week's numbers, from 0 (low) to 10 (high):"
INSIGHTS_CALENDAR = "Calendar"
INSIGHTS_CALENDAR_SAID = (
    "{days} with entries. The number is the middle of what you began from that day; • is a day "
    "without a number, . a day without an entry."
)
INSIGHTS_LATEST = "Times, obstacles and the calendar are from the last 12 months."
INSIGHTS_TITLE = "Looking back"
