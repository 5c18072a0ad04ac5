"""The English words that are refused or remarked on, by code: data for rules_patterns.py.

A group of words that stand for one another has a name; each line is one idea. How a phrase may be
written is said in rules_patterns.py.
"""

from __future__ import annotations

_SELF = r"(?:yourself|your self|yourselves|myself|themselves|himself|herself|oneself)"
_SKIN = r"(?:arms?|forearms?|legs?|thighs?|wrists?|skin|stomach|veins?)"
_UNTIL = r"(?:until|till|til)"
_TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_TEENS = r"(?:eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
_AMOUNT = rf"(?:half an?|one|two|three|four|five|six|seven|eight|nine|ten|{_TENS}|hundred|thousand)"
_PILLS = r"(?:pills?|tablets?|capsules?|painkillers?|meds?|medicines?|medications?)"
_DRUGS = (
    r"melatonin|valerian|st\.? john'?s wort|cbd|cbn|cannabis|marijuana|ketamine|psilocybin|magic mushrooms?|shrooms|"
    r"mdma|lsd|thc|ayahuasca|kava|kratom|phenibut|xanax|valium|ativan|lorazepam|diazepam|alprazolam|temazepam|"
    r"clonazepam|zopiclone|zolpidem|codeine|tramadol|morphine|oxycodone|quetiapine|olanzapine|gabapentin|pregabalin|"
    r"propranolol|prozac|sertraline|ibuprofen|paracetamol|aspirin|benadryl|nytol|ashwagandha|l-theanine|htp|omega 3|"
    r"antihistamines?|sleeping (?:pills?|tablets?)|sedatives?|supplements?|magnesium|vitamins?|rescue remedy|"
    r"lavender oil|microdos\w+|nightcap|(?:stiff|strong) drinks?|cigarettes?|nicotine|gumm(?:y|ies)(?! bears?)"
)
_ALCOHOL = (
    r"(?:wines?|beers?|lager|whisky|whiskey|vodka|gin|rum(?! raisin)|brandy|sherry|cider(?! vinegar)|spirits(?! of)|"
    r"champagne|prosecco|cocktails?|alcohol|liquor|booze)"
)
_MEDICINES = (
    r"(?:meds?|medicines?|medications?|antidepressants?|painkillers?|beta blockers?|lithium|insulin|pills?|"
    r"tablets?(?! (?:to|and (?:draw|look|play|read|watch|write|open))\b))"
    r"(?! (?:as usual|in your usual|as agreed|as prescribed))"
)
_ILL = (
    r"(?:depression|ptsd|ocd|adhd|bpd|bipolar|disorder|(?:\w+ ){1,2}disorder|anxiety disorder|mental illness|"
    r"schizophrenia|psychosis|autism|diagnosis|pathology)"
)
_LABELS = (
    r"(?:depressed|sick(?! (?:of|and tired))|ill(?! at ease)|broken(?!-| heart)|mentally|disordered|bipolar|addicted|"
    r"codependent|paranoid|psychotic|manic|traumatised|traumatized|in denial|an? addict|an? narcissist|"
    r"an? (?:anxious|depressed|sick|broken|toxic) person|unstable)"
)
_FEAR = r"(?:panic|anxiety|fear|depression|worry|stress)"
_HARMED = r"(?:hurt|harmed|abused|attacked|assaulted|raped|did (?:it|this|that))"
_EVENT = r"(?:trauma|abuse|assault|rape|attack|accident)"
_ABUSER = rf"(?:(?:the|a|that) (?:one|ones|person|man|woman|people) who {_HARMED}|(?:your|the|an) (?:abuser|attacker|rapist))"
_KIN = (
    r"(?:sister|brother|friend|mum|mom|mother|dad|father|wife|husband|partner|son|daughter|aunt|uncle|cousin|"
    r"therapist|doctor|nurse|neighbour|neighbor|colleague)"
)

ENGLISH = {
    "CK032": (
        # Of suicide and self-harm.
        rf"(?:cut|cuts|cutting) {_SELF}(?! (?:some|loose|free|off|out))(?! an? (?!little|bit|lot))|"
        rf"(?:injure|injuring|burn|burning|stab|stabbing|poison|poisoning|drown|"
        rf"drowning|kill|killing|choke|choking|starve|starving|hang|hanging|shoot|shooting) {_SELF}(?! an? (?!little|bit))|"
        rf"(?:cut|cutting|burn|burning|slice|slash|slit|carve|stab) (?:your|my|the|their) (?:own )?(?:{_SKIN}|flesh)|"
        rf"scratch\w* (?:your|the) (?:own )?{_SKIN} (?:with|until|till|hard|open)|scratch\w* (?:\w+ ){{0,4}}bleeds|"
        rf"(?:small|shallow|few|make|making) cuts (?:on|across|in|to)|cut shallow|if you (?:do )?cut(?! (?:it|the|a|off|out))|"
        r"try cutting|cutting instead|self-harm (?:a|an|once|when|to)|safer ways? (?:to|of) (?:cut|burn|self-harm|hurt)\w*|"
        r"razors?|razor ?blades?|blades?(?! of (?:grass|straw))|draws? blood|drawing blood|bleed (?:a|to|until|till|out)|"
        r"knife (?:flat )?(?:against|to|on|near|at) your|with a (?:lighter|match|cigarette)|lighter (?:near|to|on|against) your|"
        r"(?:bang|bash|hit|knock|smash|banging|hitting) your (?:own )?head|(?:punch|hit|kick|punching|hitting) (?:a|the) wall|"
        r"(?:pull|pulling) (?:a hair|your hair|your own hair)|"
        r"(?:hide|cover|hiding|covering) (?:up )?your (?:cuts|scars|wounds|marks)|(?:hide|cover) the (?:cuts|scars|wounds)|"
        r"hide your arms|long sleeves|plasters? (?:on|over|near|for) (?:the|your) cuts?|"
        r"(?:end|ending|take|taking) (?:your|my|their|his|her) (?:own )?life(?! (?:in|into|back|to the|story))|end it all|"
        r"took (?:his|her|their|your|my) own life|suicide (?:note|plan|method|pact)s?|goodbye notes?|"
        r"noose|ligature|gunshot|lethal|carbon monoxide|drink bleach|suffocat\w+|asphyxi\w+|strangl\w+|self-poison\w*|"
        r"slit\w* (?:your|my|the) wrists?|stockpil\w+|overdos\w+|"
        r"jump\w* (?:off|from|in front of) (?:an?|the|your) (?:\w+ )?(?:bridge|roof|building|window|cliff|balcony|train)|"
        r"(?:bridge|roof|window|cliff) (?:\w+ ){0,3}(?:jump|jumped|jumping)|high roof|step in front of|"
        r"(?:edge|end) of (?:the|a) (?:platform|roof|cliff|bridge|balcony)|(?:train|railway) tracks|"
        r"(?:rope|belt|cord|cable|hands) (?:round|around) (?:your|the) neck|tie the rope|(?:the|a|your|loaded) gun|"
        r"engine (?:on|running)|"
        rf"(?:handful|bottle|packet|lots?) of (?:\w+ )?{_PILLS}|all (?:of )?(?:your|the) (?:\w+ )?(?:pills|tablets|painkillers)|"
        r"(?:count|save|saving|collect|hoard) (?:the |your )?(?:pills|tablets)|(?:too many|extra) (?:pills|tablets|painkillers)|"
        # Of purging and of drugs.
        r"laxatives?|diuretics?|(?:make|making) yourself (?:be )?(?:sick|vomit|throw up)|vomit\w*|salt water to|"
        r"throw(?:ing)? up (?:after|the food|your food|what|so|to)|food (?:back )?up|purg(?:e|ing)(?! your)|"
        r"(?:heroin|cocaine|meth|spliffs?|khat)|(?:take|taking|use|using|do|doing|smoke|inject|snort|shoot|drop|your|some) drugs?|"
        r"(?:smoke|smoking|snort|shoot|vape|sniff|sniffing) (?:(?:a|an|some|little|bit|of|the|small) ){0,4}"
        r"(?:crack|weed|glue|joints?|hash|pot|coke|speed|line|it)|bit of (?:weed|coke|speed|hash)|"
        r"(?:do|take|try|have) (?:(?:a|some|little|bit|of|small) ){0,3}(?:ecstasy|molly|speed|acid|weed|line of coke|crack)|"
        r"do some coke|small line if|inject (?:it|yourself)|eat an edible|(?:get|getting) (?:high|stoned)|you usually use"
    ),
    # Named where someone fears it too: `if you might hurt yourself`.
    "HURT": rf"(?:hurt|hurting|harm|harms|harming) {_SELF}(?! (?:lifting|when|if|by))",
    "MEALS": (
        r"(?:skip|skipping|miss|leave out|go without|refuse) (?:a |your |one |the )?(?:meals?|breakfast|lunch|dinner|supper|food|eating)|"
        r"eat nothing|(?:stop|quit) eating(?! (?:when|before|if))|without (?:any )?food|starv\w+ for|"
        r"(?:do not|don't) eat (?:after|until|till|for|anything|all|today|tonight)|"
        r"fast(?:ing)? for (?:\w+ )?(?:hours?|days?)|fasting|"
        r"fast (?:until|till) (?:noon|tomorrow|tonight|evening|morning|lunch|dinner|the (?:evening|morning))"
    ),
    "CK033": (
        rf"{_DRUGS}|"
        r"(?:take|taking|try|swallow|use|pop|need|have) (?:an?|one|some|two|three|half an?|extra|another|more|a few) (?:\w+ )?"
        rf"{_MEDICINES}|"
        rf"(?:take|taking|try|swallow|pop) (?:of )?(?:your|the|her|his|their|my) (?:\w+ )?{_MEDICINES}|(?:take|swallow) {_MEDICINES}|"
        rf"(?:one|two|half|some|extra) of (?:your|the|her|his|their) (?:\w+ )?{_MEDICINES}|"
        r"(?:stop|quit|start|skip|mix|double|halve|lower|raise|reduce|increase|change|leave out|cut down|cut|come off|throw|drop|"
        rf"delay|stopping|quitting|halving) (?:up )?(?:on )?(?:taking )?(?:your |the |any )?(?:{_MEDICINES}|doses?)|"
        r"(?:half|extra|higher|lower|bigger|smaller) (?:your |the |a )?(?:usual )?doses?|take your dose|usual dose|your dose in half|"
        rf"not need (?:your |the |any )?{_MEDICINES}|"
        rf"{_AMOUNT} (?:mgs?|milligrams?|milligrammes?)|drops of (?:lavender|valerian|oil)|"
        r"(?:have|drink|drinking|pour|sip|take|try|grab|open|enjoy|get) (?:(?:an?|some|one|two|three|few|the|your|yourself|little|"
        rf"bit|of|shot|glass|bottle|can|large|small|cold|white|red|more) ){{0,5}}{_ALCOHOL}|"
        rf"(?:glass|glasses|shot|pint|bottle|can|sip|bit|mouthful) of (?:\w+ ){{0,2}}{_ALCOHOL}|glass of (?:red|bubbly)|"
        rf"(?:small|large|stiff|little) {_ALCOHOL}|have a pint|of (?:the|your) (?:pills|tablets|painkillers)|pour yourself a drink(?! of)|"
        r"have a drink (?:first|or two|to (?:calm|relax|settle|steady|unwind))|"
        r"(?:get|getting) (?:(?:a|bit|little|slightly|very) ){0,2}(?:drunk|tipsy|wasted)|vape for|smoke outside"
    ),
    "CK034": (
        r"bmi|calories?|kcal|(?:waist|dress) size|(?:goal|lowest) weight|lose weight|weight loss|weigh yourself|"
        r"(?:write down|note|check|record|track) your weight|(?:step|stand|get) on the scales?|"
        r"burn(?:ing)? fat|portion sizes?|smaller portions?|eat (?:only|less|half)|measure your waist|slimmer|what you ate today|burn off what|no carbs|"
        r"drink (?:two|three|four|six|eight) (?:litres|liters|glasses)|eat (?:two|three|four|five|six) (?:small )?meals|half of (?:what is on )?your plate|"
        rf"(?:ten|five|six|eight|hundred|{_TENS}) thousand steps|lose (?:\w+ ){{0,2}}(?:kilos?|pounds|stone)"
    ),
    "BODY": (
        rf"(?:ten|hundred|{_TEENS}|{_TENS}) (?:more )?(?:push-ups|sit-ups|squats|reps|laps|burpees)|"
        r"(?:two|three|four|five|six|ten|twenty) (?:miles|kilometres|kilometers)"
    ),
    "CK035": (
        r"cure[sd]?(?! nothing)|curing|guarantee\w*|always (?:works|helps|calms|eases|stops|soothes|relaxes)|never fails|"
        r"never lets you down|works? (?:every (?:single )?time|for (?:everyone|everybody|all)|like magic|at once|in seconds)|"
        r"heal\w* (?:your |the |old |all )?(?:trauma|wounds)|releas\w+ (?:your |the |stored )?trauma|stored (?:emotions?|trauma)|"
        r"trauma leave|rewir\w+|chang\w+ your brain|resets? (?:the|your) (?:vagus|nervous system|brain)|vagus nerve|"
        r"(?:clinically|scientifically) proven|proven (?:to|by|that|it)|"
        r"(?:science|research|scientists|studies|experts) (?:has |have )?(?:shows?|shown|proves?|proved|proven)|"
        r"doctors (?:hate|do not want|don't want)|detox\w*|miracles?|instantly|instant (?:relief|calm|peace)|quick fix|"
        r"will (?:stop|end|fix|banish|eliminate|calm) (?:your|the|it|all|any|you)|will make you (?:feel|calm|happy|better)|"
        r"(?:you will|you'll) (?:be|feel) (?:\w+ )?(?:calm|calmer|better|happy|relaxed|free|cured)|"
        rf"{_FEAR} will (?:vanish|disappear|go|stop|be gone)|{_FEAR} (?:disappear|vanish|for good)|will vanish|"
        rf"(?:stops|ends|kills|beats|erases|banishes|removes|kill|beat|erase|banish|eliminate|defeat) (?:your |the |all )?{_FEAR}|"
        r"turns off (?:the|your)|calms (?:your|the) (?:nervous system|body)|resets? your nervous system|"
        rf"get rid of (?:your |the )?{_FEAR}|away for good|never (?:panic|feel \w+|be afraid) again|free(?:s)? you (?:from|of)|"
        r"(?:best|fastest|quickest|surest|only) way (?:to|out of) (?:stop|calm|end|beat|be|a panic)|most powerful|secret (?:to|of)|"
        r"sure thing|safe for (?:everyone|everybody|all)|(?:cannot|can't) (?:go wrong|fail)|in no time|life-changing"
    ),
    "CK036": (
        r"commit\w* suicide|(?:failed|successful|unsuccessful|completed) (?:suicide )?(?:attempts?|suicides?)|addicts?|junkies|junkie|"
        r"attempts? failed|attempted suicide|completed suicide|killed (?:himself|herself|themselves)|"
        r"alcoholics?|attention[- ]seek\w+|self-harmers?|schizophrenics?|bipolars|anorexics?|borderlines|a borderline|psychopaths?|"
        r"psychos?|lunatics?|the mentally ill|manipulative|people like you|(?:drug|substance) abusers?|drunks|narcissis\w+|"
        r"toxic (?:ex|people|person|mother|father|parents?|friends?)|crazy people|acting crazy|so dramatic|be a victim|normal people|"
        rf"(?:you are|you're) (?:(?:clearly|really|so|very|just|probably) )?{_LABELS}|you sound (?:autistic|depressed|bipolar)|"
        rf"(?:you have|you've) (?:got )?(?:an? )?{_ILL}|you have anxiety|your {_ILL}|if you suffer from|you suffer from|"
        rf"(?:as an?|being) (?:addict|depressive|bipolar|autistic|borderline|depressed)|someone with an? mental illness|"
        r"your (?:illness|disease|addiction|eating disorder) (?:is|wants|talks)|(?:disease|depression|addiction|illness) (?:is )?talking"
    ),
    "CK037": (
        r"(?:snap|flick|ping|twang|snapping) (?:an?|the|your) (?:\w+ )?(?:bands?|elastic|hair tie)|elastic bands?|"
        r"rubber bands?(?! (?:round|around) (?:the|a|some))|hair tie (?:on|against|and)|band against your|"
        r"snap\w* (?:it |the band )?(?:on|against) (?:your|the) wrist|"
        r"(?:draw|write|paint) (?:\w+ ){0,3}(?:skin|arms?|wrists?|legs?|thighs?) (?:\w+ ){0,3}red|red lines? (?:where|on|across)|"
        r"red (?:ink|pen|marker) (?:on|where|across) your|red with a marker|"
        r"cold plunges?|ice baths?|(?:ice-cold|ice cold|icy|freezing|freezing cold) (?:showers?|baths?|water|lake|sea)|"
        r"(?:tub|bath|bowl|bucket|sink) (?:of|full of) ice|in ice water|(?:jump|dive|plunge|wade) (?:in|into) (?:an? |the )?(?:cold|icy|freezing)|"
        r"(?:hold|holding|squeeze|grip|clutch) (?:an |the |some )?ice(?! (?:cream|lolly|pop))|"
        rf"hyperventilat\w+|{_UNTIL} (?:it|they) (?:hurts?|burns?|stings?|aches?|bleeds?)|"
        rf"{_UNTIL} (?:your|the) (?:\w+ ){{1,2}}(?:numb|tingle|tingles|bleeds?|hurts?|are sore|is sore)|{_UNTIL} the pain|"
        rf"{_UNTIL} you (?:faint|pass out|feel (?:faint|dizzy|light)|get dizzy|drop|collapse|shake|bleed)|"
        rf"{_UNTIL} you (?:can't|cannot) (?:breathe|move|bear|take|stand)|"
        r"breathe (?:in and out )?(?:as )?(?:fast|hard|rapidly)(?: as you can)?|deep fast breaths|fast and deep|pant fast|"
        r"(?:eat|eating|bite|bite into|chew|swallow|lick) (?:\w+ ){0,2}(?:chilli|chillies|chili|chilis|wasabi|hot sauce)|so spicy|"
        r"spicy food as|(?:hot sauce|wasabi|chilli|chili) on your tongue|bite (?:into )?(?:a|the) lemon|"
        r"bite (?:down )?(?:on )?(?:the inside of )?your (?:own )?(?:lips?|tongue|arms?|hands?|cheeks?|nails?|fingers?|skin|wrist)|"
        r"(?:slap|punch|hit|pinch|scratch|bite|beat|kick) yourself(?! up)|pinch your|pinch the skin|slap your (?:face|cheeks?)|"
        r"dig your (?:nails|fingernails)|punish yourself|scare yourself|press (?:on )?(?:a|your) bruise|so that it hurts|"
        r"stay(?:ing)? (?:up|awake) all night(?! (?:if|with))|sleep deprivation|(?:skip|miss) a night|(?:skip|go without) sleep|"
        r"(?:do not|don't) sleep (?:tonight|at all|for a night)|sleep for (?:two|three|four) hours|"
        r"scalding|(?:in|into|under) boiling water|boiling (?:bath|shower)|very hot water|as (?:hot|cold|hard) as you can (?:bear|stand|take)|sauna|"
        rf"(?:hold|holding) (?:your|the) breath (?:for )?(?:as long as|until|till|a minute|1[1-9]|[2-9]\d|{_TEENS}|{_TENS})|"
        r"keep the air in|(?:tap|tapping) (?:on )?(?:your|the) (?:meridians?|points|collarbone|eyebrow|trauma|side of your hand)|"
        r"(?:water|bath|shower) (?:at |of |below |under )+(?:\d|two|three|four|five|six|seven|eight|nine) ?(?:°|degrees)\w*"
    ),
    "CK038": (
        r"relive (?:the|it|what|your)|go back (?:to|into|through) (?:the|your) (?:trauma|abuse|attack|worst)|"
        rf"(?:describe|write|talk|tell|recall|remember|replay|picture|imagine|think) (?:\w+ ){{0,3}}(?:the|your|that|this|of|about) {_EVENT}(?! of)|"
        r"in (?:full|every|as much) detail what (?:happened|they did|was done)|what happened (?:to you in|step by step|that (?:night|day))|"
        r"(?:think|go) back to (?:what happened|that (?:day|night)|the (?:moment|day|night) it)|the moment it (?:happened|began)|happened that night|"
        r"what (?:they|he|she|was|your \w+) (?:did|done) to you|worst (?:moment|memory|thing that ever happened)|bad night in your|"
        r"bring up the memory|memory and stay|(?:recovered|repressed|hidden|lost|buried) memor\w+|mind has hidden|"
        r"past[- ]life|regression(?! to)|regress to|childhood self|(?:place|house|room|home|street) where it happened|bad home and|"
        r"(?:confront|contact|call|ring|message|phone|meet|write to|forgive|visit|text|face|talk to|speak to|see|picture|letter to|"
        rf"face of) {_ABUSER}|(?:call|ring|message|text|meet) your ex|forgive (?:them|him|her) for"
    ),
    "CK039": (
        r"(?:helped|saved|healed|fixed|worked (?:wonders )?for|works for|changed) (?:me|my (?:life|marriage))|(?:this|it) got me through|"
        r"i (?:was (?:so|very|really|in hospital|diagnosed)|used to (?:be|have|feel|cry|panic)|suffered|struggled|"
        r"swear by|have (?:been(?! here)|had|lived|suffered|struggled|used|bipolar|depression|ptsd)|got better|recovered)|"
        r"i've (?:been(?! here)|had|used|struggled|suffered|lived)|i (?:do|did|use|used) this|i could not live without|"
        r"when i (?:was (?:\d+|young|a child|in|depressed|ill)|had my)|(?:after|since) my (?:\w+ )?(?:died|divorce|breakdown)|"
        r"(?:she|he|they|someone|one (?:man|woman|person|user|member)) (?:told me|said to me|once told|wrote to us)|told us|"
        r"my (?:patients?|clients?|therapist (?:says|said))|(?:thousands|millions|hundreds) of people (?:have|use|swear)|"
        rf"my {_KIN} (?:\w+ )?(?:does|did|uses|used|swears|says|said|taught|told|tried|tries|loves)|swears by|"
        r"one of (?:my|our) (?:clients|patients|members|users|readers)|(?:client|patient) of mine|in our group|"
        r"as an? (?:nurse|doctor|therapist|psychologist|coach)|in my practice|it was a lifeline|helped (?:her|him|them) a lot"
    ),
    "CK040": (
        r"(?:call|ring|dial|phone|text) (?:one|nine) (?:one|nine|eight) (?:one|two|six|eight|nine)|"
        r"(?:call|ring|phone|text|contact|dial) (?:the |your |a )?(?:local )?(?:samaritans|lifeline|crisis line|suicide line|helpline|hotline|"
        r"emergency (?:number|services)|ambulance)|(?:call|ring|phone) an ambulance|reach the crisis line|"
        r"go to (?:the |your )?(?:nearest )?(?:emergency room|emergency department|hospital)"
    ),
    "CK103": (
        r"just|simply|only|easy|easily|should|shouldn't|must|mustn't|ought to|at least|obviously|merely|"
        r"stay positive|positive vibes|everything happens for a reason|cheer up|calm down|snap out|man up|"
        r"you need to|you have to (?:sit|do|be|breathe|get|stop|try|go|keep)|think positive|at the bright side|toughen up|get a grip|be strong|never give up|"
        r"all in your head|(?:it's|is) not that bad|feeling sorry for yourself|no excuses|makes you stronger|god (?:never|will)|"
        r"karma|try harder|piece of cake|is simple|don't (?:panic|be silly)|could be worse|has it worse|have it (?:much )?worse|so weak|"
        r"get over it|others have it worse"
    ),
    "CK106": (
        r"abus\w+|violen\w+|racis\w+|harass\w+|bull(?:y|ied|ying)|(?:hit|hits|hitting|hurts?|threatens?|beats?|shouts at|yells at|gropes|"
        r"shout at|yell at|follows) you|(?:hitting|beating|hurting) you|he does not hit|treats you badly|for what (?:he|she|they) did|"
        r"unsafe (?:home|housing|flat|work|place)|your landlord|stalk\w+|mouldy"
    ),
    "CK107": (
        r"(?:buy|order|get) (?:an?|the|yourself|some|one) (?:\w+ ){0,2}(?:online|on amazon)|buy (?:an?|the|yourself|some|one)|amazon|order one|"
        r"subscri\w+|sign up|download\w*|discounts?|coupon|referral|(?:my|our|the) code|(?:our|my|paid|online) (?:\w+ )?course|webinar|"
        r"our book|your coach|the app|an app|finch app|premium|free trial"
    ),
    "CK108": (
        r"teenagers?|teens?|kids|children can|under[- ]?16s?|pregnan\w+|expecting a baby|baby is due|psychosis|psychotic|mania|manic|"
        r"schizophrenia|eating disorder\w*|anorexi\w+|bulimi\w+|binge|purge|ocd|compulsions?|a compulsion|checking the door|"
        r"hear voices|self-harm|suicid\w+|withdrawal"
    ),
    # What may have been left out of `involves`; the rule takes the tag from HINTS, by the first word.
    "CK109": (
        r"(?:close|shut) (?:your|both) eyes|let your eyes (?:close|fall shut)|eyes (?:closed|shut)|hold (?:your|the|that) breath|"
        r"(?:count|watch|follow|slow|lengthen) (?:\w+ )?breaths?|breathe (?:in|out) slowly|breathe (?:slowly|deeply)|"
        r"(?:ice-cold|ice cold|ice packs?|ice cubes?)|cold (?:pack|shower)|splash (?:cold|icy) water|"
        r"write (?:it|them|this|that|a|one|two|three|down|for)|(?:imagine|picture) (?:a|the|your|you are|yourself)|"
        r"eat (?:a|an|one|something)|(?:hug|stroke) (?:someone|a friend|a person)|"
        r"sprint|star jumps|jumping jacks|push-ups|squats|run (?:on the spot|up the stairs|up and down)|"
        r"(?:tense|clench|squeeze) (?:your|the|both)"
    ),
}  # fmt: skip
