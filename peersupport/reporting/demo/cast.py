"""Who is in the demo. Everybody is made up; NHS numbers are of the range that is kept for tests (999 …)."""

from dataclasses import dataclass

CONDITIONS = (
    "COPD", "type 2 diabetes", "heart failure", "rheumatoid arthritis", "multiple sclerosis", "chronic pain",
    "long COVID", "stroke", "fibromyalgia", "inflammatory bowel disease",
)  # fmt: skip
LANGUAGES = ("Urdu", "Punjabi", "Welsh", "Polish", "Arabic", "BSL")
INTERESTS = ("walking", "gardening", "football", "cooking", "music", "reading")
# Team, code and name of its practice, and the postcode districts its people live in.
PLACES = (
    ("Harton", "A99017", "Harton Surgery", "RB1 RB2"),
    ("Riverbank Central", "A99020", "Bridge Practice", "RB3 RB4"),
    ("Millbrook", "A99033", "Mill Lane Practice", "RB5 RB6"),
)
HILLSIDE_PLACES = (("Hillside", "A99051", "Hillside Practice", "RB7"),)
# No such postcodes exist. Metres on the National Grid: some miles along a made-up river, Millbrook up the valley.
DISTRICTS = {
    "RB1": (400_000, 300_000), "RB2": (402_900, 301_600), "RB3": (406_300, 299_200), "RB4": (408_800, 302_400),
    "RB5": (419_500, 309_000), "RB6": (423_100, 311_700), "RB7": (383_000, 318_000),
}  # fmt: skip
# Name, role, team or practice.
STAFF = (
    ("Priya Nair", "coordinator", ""),
    ("Tom Okafor", "coordinator", "Harton"),
    ("Maria Costa", "manager", ""),
    ("Ana Petrov", "auditor", ""),
    ("Sam Whitlock", "referrer", "A99017"),
)


@dataclass(frozen=True, slots=True)
class Peer:
    """A volunteer. `renew` is the day the check is to be renewed, in days from today (0: none yet)."""

    name: str
    roles: str
    team: str
    conditions: str
    born: int
    sex: str = "female"
    languages: str = "english"
    modes: str = "phone video"
    times: str = "mon-am mon-pm tue-pm thu-pm"
    renew: int = 500
    trained: bool = True
    signed: bool = True
    account: bool = False
    most: int | None = None
    travels: int | None = None
    away: tuple[int, int] | None = None


PEERS = (
    Peer("Denise Harper", "coach", "Harton", "copd type-2-diabetes", 1962, account=True),
    Peer("Abdul Rahman", "coach", "Riverbank Central", "heart-failure", 1958, "male", "english urdu punjabi"),
    Peer("Carol Pike", "coach, lay tutor", "Harton", "rheumatoid-arthritis chronic-pain", 1966, renew=20),
    Peer("Iris Novak", "coach", "Millbrook", "multiple-sclerosis", 1979, languages="english polish"),
    Peer("Owen Price", "coach", "Millbrook", "stroke heart-failure", 1955, "male", "english welsh"),
    Peer("Tunde Adebayo", "coach", "Riverbank Central", "type-2-diabetes", 1971, "male", renew=45,
         trained=False),
    Peer("Sheila Frost", "coach", "Harton", "long-covid", 1983, away=(-3, 11)),
    Peer("Marek Zielinski", "coach", "Riverbank Central", "fibromyalgia", 1975, "male", "english polish",
         trained=False, signed=False),
    Peer("Joan Marsh", "befriender", "Harton", "copd", 1956, account=True, modes="phone in-person", most=3,
         travels=6),
    Peer("Ruth Lane", "befriender", "Riverbank Central", "heart-failure copd", 1950, modes="phone in-person",
         travels=4),
    Peer("Kwame Boateng", "befriender", "Harton", "chronic-pain", 1964, "male", modes="phone in-person", travels=10),
    Peer("Colin Grant", "befriender", "Millbrook", "stroke", 1953, "male", renew=-12),
    Peer("Hannah Weiss", "befriender", "Millbrook", "inflammatory-bowel-disease", 1990, signed=False),
    Peer("Priti Desai", "befriender", "Riverbank Central", "type-2-diabetes", 1969, languages="english punjabi",
         renew=0, trained=False, signed=False),
    Peer("Gareth Voyle", "navigator", "Millbrook", "multiple-sclerosis", 1960, "male", "english welsh", account=True),
    Peer("Yvonne Clarke", "navigator", "Harton", "fibromyalgia chronic-pain", 1972, away=(4, 10)),
    Peer("Lorna Tait", "lay tutor", "Harton", "rheumatoid-arthritis", 1959, account=True),
    Peer("Ben Achebe", "lay tutor", "Riverbank Central", "type-2-diabetes", 1967, "male"),
    Peer("Wendy Sharp", "welcomer", "Millbrook", "fibromyalgia", 1961, modes="phone video in-person"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Support:
    """Somebody who is supported. `started`: first contact, days ago. `late`: contacts left open at the end.
    `silent`: days ago of calls in vain; `missed`: numbers of planned contacts nobody answered. `welcomer`: who
    introduces the two."""

    name: str
    peer: str
    role: str
    practice: str
    conditions: str
    born: int
    started: int
    called: str = ""
    sex: str = "female"
    mode: str = "phone"
    needs: str = ""
    late: bool = False
    missed: tuple[int, ...] = ()
    silent: tuple[int, ...] = ()
    welcomer: str = ""

    @property
    def modes(self) -> str:
        return f"{self.mode} phone"


SUPPORTED = (
    Support("Maureen Ellis", "Denise Harper", "coach", "A99017", "copd type-2-diabetes", 1959, 83, "Mo",
            needs="large-print", late=True, missed=(4,)),
    Support("Harold Finch", "Denise Harper", "coach", "A99017", "copd", 1954, 73, sex="male"),
    Support("Ian Crowther", "Abdul Rahman", "coach", "A99020", "heart-failure", 1968, 40, sex="male", late=True),
    Support("Nadia Farouk", "Abdul Rahman", "coach", "A99020", "heart-failure", 1963, 30),
    Support("Viktor Danek", "Carol Pike", "coach", "A99017", "chronic-pain", 1963, 51, sex="male"),
    Support("Sue Langley", "Carol Pike", "coach", "A99017", "rheumatoid-arthritis", 1961, 24),
    Support("Rosa Lind", "Iris Novak", "coach", "A99033", "multiple-sclerosis", 1984, 124),
    Support("Dev Malik", "Owen Price", "coach", "A99033", "stroke", 1957, 17, sex="male"),
    Support("Leila Haddad", "Joan Marsh", "befriender", "A99017", "copd", 1981, 66, needs="interpreter"),
    Support("Pat West", "Joan Marsh", "befriender", "A99017", "heart-failure", 1949, 33),
    Support("Ken Obi", "Joan Marsh", "befriender", "A99017", "type-2-diabetes", 1952, 19, sex="male", mode="in-person"),
    Support("Stanley Boyd", "Ruth Lane", "befriender", "A99020", "copd", 1945, 44, sex="male", silent=(16, 14, 9, 7)),
    Support("Frank Moor", "Colin Grant", "befriender", "A99033", "stroke", 1950, 45, sex="male"),
    Support("Bill Sutton", "Gareth Voyle", "navigator", "A99033", "multiple-sclerosis", 1958, 62, sex="male"),
    Support("Ivy Norris", "Gareth Voyle", "navigator", "A99033", "fibromyalgia", 1947, 26),
    Support("Ted Ansah", "Gareth Voyle", "navigator", "A99033", "chronic-pain", 1965, -3, sex="male",
            welcomer="Wendy Sharp"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Waits:
    """Somebody who waits. `days`: since the referral. `wish`: a code, kept with the words."""

    name: str
    role: str
    practice: str
    conditions: str
    born: int
    days: int
    sex: str = "female"
    urgency: str = "routine"
    wish: str = ""
    needs: str = ""
    source: str = "clinician"
    languages: str = "english"
    modes: str = "phone"


WAITING = (
    Waits("Grace Adeyemi", "coach", "A99020", "copd type-2-diabetes", 1977, 52, wish="same-condition",
          needs="large-print"),
    Waits("Peter Nwosu", "befriender", "A99017", "chronic-pain", 1972, 64, "male", modes="in-person phone"),
    Waits("Amrit Gill", "coach", "A99020", "heart-failure", 1965, 60, "male", languages="english punjabi"),
    Waits("Olive Dunne", "befriender", "A99033", "stroke", 1944, 77, source="carer", modes="in-person"),
    Waits("Reg Holloway", "coach", "A99017", "copd", 1953, 49, "male", "soon"),
    Waits("Sana Qureshi", "coach", "A99020", "type-2-diabetes", 1986, 45, wish="a-woman", languages="english urdu"),
    Waits("Bethan Rowe", "navigator", "A99033", "multiple-sclerosis", 1991, 43, languages="english welsh"),
    Waits("Dorothy Kemp", "befriender", "A99017", "heart-failure", 1940, 41, urgency="soon", needs="audio"),
    Waits("Luis Ferreira", "coach", "A99020", "rheumatoid-arthritis", 1974, 38, "male", wish="works"),
    Waits("Mina Patel", "coach", "A99017", "inflammatory-bowel-disease", 1995, 36, wish="my-age"),
    Waits("George Abbot", "befriender", "A99033", "copd stroke", 1948, 34, "male", source="self",
          modes="in-person phone"),
    Waits("Ewa Nowak", "coach", "A99033", "long-covid", 1988, 33, languages="english polish"),
    Waits("Terence Shaw", "coach", "A99017", "fibromyalgia", 1970, 31, "male", wish="walking"),
    Waits("Fatima Said", "befriender", "A99020", "type-2-diabetes", 1960, 29, needs="interpreter", languages="arabic"),
    Waits("Carys Bevan", "coach", "A99033", "chronic-pain", 1982, 27, source="self"),
    Waits("Jim Tolley", "coach", "A99017", "heart-failure copd", 1951, 26, "male", wish="a-man"),
    Waits("Angela Stone", "navigator", "A99020", "stroke", 1966, 24),
    Waits("Hassan Noor", "coach", "A99020", "long-covid", 1979, 22, "male"),
    Waits("Vera Lamb", "befriender", "A99017", "rheumatoid-arthritis", 1943, 20, needs="large-print",
          modes="in-person"),
    Waits("Chloe Marsden", "coach", "A99033", "multiple-sclerosis", 1997, 18, urgency="soon", wish="my-age"),
    Waits("Roy Pettit", "befriender", "A99033", "chronic-pain", 1956, 16, "male", source="carer"),
    Waits("Simran Kaur", "coach", "A99020", "inflammatory-bowel-disease", 1993, 14, languages="english punjabi"),
    Waits("Nell Foster", "coach", "A99017", "copd", 1961, 12, urgency="urgent", wish="same-condition"),
    Waits("Barry Quill", "navigator", "A99033", "fibromyalgia", 1968, 9, "male"),
    Waits("Joyce Amadi", "befriender", "A99020", "heart-failure", 1946, 7),
    Waits("Milan Horvat", "coach", "A99017", "stroke", 1959, 5, "male", wish="surgery"),
)  # fmt: skip
NEW = (
    Waits("Amina Yusuf", "coach", "A99017", "type-2-diabetes", 1988, 0),
    Waits("Doris Appleby", "befriender", "A99020", "copd", 1942, 3, source="self"),
    Waits("Paul Sharma", "coach", "A99017", "heart-failure", 1964, 1, "male", "urgent"),
)
DECLINED = Waits("Ron Baxter", "coach", "A99017", "chronic-pain", 1975, 30, "male")
# Somebody like the new Amina: on record from last year, left the list.
BEFORE = Waits("Amina Yusuf", "befriender", "A99020", "type-2-diabetes", 1988, 300)
ENDED = (
    Support("Walter Simms", "Tunde Adebayo", "coach", "A99020", "type-2-diabetes", 1950, 230, sex="male"),
    Support("Elsie Ward", "Kwame Boateng", "befriender", "A99017", "chronic-pain", 1947, 200),
)
# On the self-management course: three finished, one left, four take part still.
GRADUATES = (
    Waits("Ruby Alder", "lay tutor", "A99017", "chronic-pain", 1969, 150),
    Waits("Winston Clay", "lay tutor", "A99020", "type-2-diabetes", 1957, 140, "male"),
    Waits("Petra Lund", "lay tutor", "A99033", "rheumatoid-arthritis", 1974, 138),
)
LEFT_COURSE = (Waits("Noel Parry", "lay tutor", "A99033", "chronic-pain", 1963, 135, "male"),)
ON_COURSE = (
    Waits("Irene Cobb", "lay tutor", "A99017", "copd", 1952, 60),
    Waits("Samuel Osei", "lay tutor", "A99020", "heart-failure", 1961, 57, "male"),
    Waits("Gwen Parkes", "lay tutor", "A99017", "fibromyalgia", 1980, 55),
    Waits("Tariq Aziz", "lay tutor", "A99020", "type-2-diabetes", 1971, 52, "male"),
)
HILLSIDE_PEERS = (
    Peer("Nora Finlay", "befriender", "Hillside", "copd", 1957),
    Peer("Alec Dunbar", "befriender", "Hillside", "stroke", 1961, "male"),
)
HILLSIDE_SUPPORTED = (Support("Edna Black", "Nora Finlay", "befriender", "A99051", "copd", 1946, 20),)
HILLSIDE_WAITING = (
    Waits("Morag Hay", "befriender", "A99051", "stroke", 1952, 30),
    Waits("Hugh Lennox", "befriender", "A99051", "copd", 1949, 11, "male"),
)
