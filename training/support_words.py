"""Words for making claims: what may be said otherwise, and what turns a claim round."""

import re

# Each left side may be put as its right side without a change of meaning; matched as whole words, case kept.
SAME_MEANING = tuple(
    (re.compile(rf"\b{old}\b", re.IGNORECASE), new)
    for old, new in (
        line.strip().split(" > ")
        for line in """
        is allowed to > may
        may only > can only
        must > has to
        must > needs to
        must not > is not allowed to
        have to > need to
        cannot > can not
        cannot > is unable to
        can t > can not
        don t > do not
        isn't > is not
        doesn't > does not
        before > prior to
        prior to > before
        at least > no less than
        at least > a minimum of
        no more than > at most
        at most > no more than
        up to > as much as
        more than > over
        over(?= \\d) > more than
        less than > under
        fewer than > less than
        about(?= \\d) > approximately
        almost > nearly
        nearly > almost
        per year > a year
        a year > per year
        each year > every year
        every year > annually
        each month > monthly
        every week > weekly
        each > every
        buy > purchase
        buys > purchases
        bought > purchased
        begin > start
        begins > starts
        began > started
        end > finish
        help > assist
        helps > assists
        helped > assisted
        get > receive
        gets > receives
        receive > get
        receives > gets
        give > provide
        gives > provides
        gave > provided
        show > demonstrate
        shows > demonstrates
        used > employed
        needs > requires
        tell > inform
        ask for > request
        choose > select
        chosen > selected
        keep > retain
        kept > retained
        send > submit
        sent > submitted
        submit > send in
        staff > employees
        employees > staff
        employee > member of staff
        staff member > employee
        people > persons
        allows > lets
        allowed > permitted
        in order to > to
        because(?! of) > since
        due to > because of
        such as > for example
        including > among them
        also > as well
        however > though
        whole > entire
        many > numerous
        large > big
        largest > biggest
        big > large
        major > main
        main > principal
        important > significant
        quickly > rapidly
        usually > normally
        normally > usually
        often > frequently
        free of charge > at no cost
        free > without charge
        immediately > at once
        at once > immediately
        located > situated
        found > located
        called > named
        known as > called
        made up of > composed of
        consists of > is made up of
        contains > includes
        founded > established
        established > set up
        set up > established
        created > made
        responsible for > in charge of
        in charge of > responsible for
        money > funds
        funds > money
        pay > make payment
        paid > settled
        country > nation
        countries > nations
        job > post
        rules > regulations
        form > application form
        website > web site
        complete > fill in
        fill in > complete
        completed > filled in
        filled in > completed
        return > give back
        returned > given back
        check > verify
        checks > verifies
        checked > verified
        arranged > organised
        built > constructed
        takes place > is held
        leads > heads
        led > headed
        reviewed > examined
        reviews > examines
        decides > determines
        apply for > request
        eligible for > entitled to
        entitled to > eligible for
        whether > if
        within > in no more than
        children > minors
        doctor > physician
        car > vehicle
        increase > rise
        increased > rose
        grew > increased
        decreased > fell
        reduced > cut
        several > a number of
        around(?= \\d) > approximately
        while > whereas
        stays > remains
        offers > provides
        offer > provide
        supports > backs
        supported > backed
        """.strip().splitlines()
    )
)

# Either way round: what turns a claim into another.
OPPOSITES = """
increase/decrease increases/decreases increased/decreased increasing/decreasing rise/fall rose/fell rises/falls
grew/shrank grow/shrink approve/reject approves/rejects approved/rejected accept/refuse accepted/refused accepts/refuses
include/exclude includes/excludes included/excluded including/excluding begin/end begins/ends began/ended start/stop
starts/stops started/stopped open/close opens/closes opened/closed buy/sell buys/sells bought/sold win/lose won/lost
lend/borrow lends/borrows lent/borrowed give/take gives/takes gave/took given/taken send/receive sends/receives
sent/received arrive/leave arrives/leaves arrived/left enter/exit enters/exits allow/forbid allows/forbids
allowed/forbidden permitted/prohibited permit/prohibit permits/prohibits support/oppose supports/opposes
supported/opposed agree/disagree agrees/disagrees agreed/disagreed succeed/fail succeeded/failed succeeds/fails
join/leave joins/leaves joined/left add/remove adds/removes added/removed hire/dismiss hired/dismissed gain/lose
gained/lost push/pull encourage/discourage encourages/discourages encouraged/discouraged strengthen/weaken
strengthened/weakened raise/lower raises/lowers raised/lowered expand/reduce expanded/reduced attack/defend
attacked/defended create/destroy created/destroyed creates/destroys remember/forget employ/dismiss pay/collect
pays/collects paid/collected teach/learn request/refuse requested/refused keep/discard kept/discarded keeps/discards
publish/withhold published/withheld before/after earlier/later first/last early/late above/below inside/outside
internal/external upper/lower high/low higher/lower highest/lowest large/small larger/smaller largest/smallest
big/little long/short longer/shorter longest/shortest new/old newer/older old/young older/younger oldest/youngest
strong/weak stronger/weaker hot/cold warm/cool wet/dry full/empty full/partial public/private open/closed
northern/southern north/south eastern/western east/west northeast/southwest rural/urban male/female men/women man/woman
boys/girls mother/father husband/wife son/daughter major/minor most/least more/less more/fewer maximum/minimum
legal/illegal lawful/unlawful possible/impossible necessary/unnecessary required/optional mandatory/voluntary
compulsory/optional temporary/permanent full-time/part-time paid/unpaid good/bad better/worse best/worst safe/dangerous
common/rare often/rarely frequently/rarely always/never usually/seldom rich/poor domestic/foreign national/international
local/global direct/indirect directly/indirectly formal/informal active/inactive known/unknown same/different
similar/different successful/unsuccessful positive/negative primary/secondary parent/child buyer/seller tenant/landlord
teacher/student employer/employee doctor/patient lender/borrower winner/loser owner/tenant manager/subordinate
import/export imports/exports supply/demand income/expenditure revenue/expense profit/loss morning/evening day/night
summer/winter spring/autumn weekdays/weekends left/right top/bottom front/back forward/backward up/down
eligible/ineligible valid/invalid complete/incomplete able/unable with/without agree/refuse online/offline
manual/automatic
written/oral jointly/separately together/alone immediately/eventually quickly/slowly
refundable/non-refundable taxable/tax-free guilty/innocent victory/defeat alive/dead present/absent visible/hidden
""".split()

SHARES = "all/some all/most every/some most/few many/few some/all few/many any/no only/also several/all".split()
DUTIES = (
    "may/must can/must should/must must/may must/should may/should can/should will/may will/might may/will "
    "could/must shall/may has_to/may have_to/may need_to/may is_required_to/may are_required_to/may"
).split()
LIMITS = (
    "at_least/at_most at_most/at_least up_to/at_least no_more_than/no_less_than more_than/less_than "
    "less_than/more_than "
    "before/after after/before within/after until/from over/under minimum/maximum no_later_than/no_earlier_than"
).split()
UNITS = (
    "days/weeks weeks/months months/years years/months day/week week/month month/year hours/days "
    "minutes/hours hour/day "
    "seconds/minutes kilometres/metres km/m miles/kilometres metres/kilometres kg/g euros/dollars dollars/euros "
    "EUR/USD USD/EUR CHF/EUR £/€ $/€ €/$ %/_points percent/times million/billion billion/million thousand/million "
    "working_days/calendar_days calendar_days/working_days hectares/acres tonnes/kilograms litres/millilitres"
).split()
MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
SMALL_NUMBERS = "two three four five six seven eight nine ten eleven twelve".split()

# Said of anything: details that a text would have to give.
LOOSE_DETAILS = (
    "in writing",
    "by e-mail",
    "every month",
    "once a year",
    "in advance",
    "at no cost",
    "free of charge",
    "for all staff",
    "without exception",
    "in all countries",
    "under the supervision of the director",
    "with the approval of the board",
    "as agreed with the ministry",
    "together with local partners",
    "at the head office",
    "for the first time",
    "since the beginning",
    "after a short training",
    "because of budget cuts",
    "to save money",
    "which is the largest of its kind",
    "in order to reduce costs",
    "regardless of age",
    "on weekdays only",
    "and their families",
    "and volunteers",
    "and in neighbouring regions",
    "within the same week",
    "with a few exceptions",
    "in most cases",
)
LOOSE_WORDS = "only always never fully temporarily jointly personally publicly automatically formerly".split()


def other_ways(pairs: list[str] | tuple[str, ...], *, both: bool = True) -> dict[str, list[str]]:
    """What each word of ``one/other`` pairs may be exchanged for; underscores stand for spaces.

    >>> other_ways(["up/down", "at_least/at_most"], both=False)
    {'up': ['down'], 'at least': ['at most']}
    """
    found: dict[str, list[str]] = {}
    for pair in pairs:
        one, _, other = pair.replace("_", " ").partition("/")
        found.setdefault(one, []).append(other)
        if both:
            found.setdefault(other, []).append(one)
    return found
