"""Words of role titles: what is plainly a role and no name, and what is plainly a name and no role.

They decide nothing but a capital letter and "our": a word that is missing is left as it was written, and asked about.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ROLES = _words(
    """
    adviser advisor admin administrator advocate ambassador archivist assistant associate auditor befriender board
    boss body buddy bursar captain caretaker carer caseworker catechist chair chairman chairperson chairwoman champion
    chaplain chief clergy clerk clinician coach commander commissioner committee contact convenor convener coordinator
    co-ordinator councillor council counsellor crew curate curator custodian deacon deputy designer desk director
    drummer editor educator elder engineer executive facilitator father fellow fundraiser gamemaster governor group
    guardian head headteacher helper host hostess instructor intern janitor keeper keyworker lead leader librarian
    lifeguard listener maintainer manager marshal master mate matron member mentor minister mod moderator musician
    nurse office officer operator organiser organist owner panel parent partner pastor patron person photographer
    physio physiotherapist padre pianist player postmaster practitioner preacher prefect president priest principal
    producer programmer psychologist psychotherapist publisher rector referee registrar rep representative responder
    reviewer scheduler secretariat secretary shepherd singer sister skip skipper sponsor spokesperson sportsperson
    staff steward streamer student supervisor supporter teacher team technician therapist trainee trainer translator
    treasurer trustee tutor umpire undergraduate user verger vicar vice-chair vice-president volunteer warden watch
    webmaster worker writer

    arweinydd athro athrawes cadeirydd cydlynydd ficer gweithiwr hyfforddwr swyddog trysorydd ysgrifennydd
    """
)
"""Nouns that say what somebody does for others, in small letters and for one person; some Welsh ones too."""

OFTEN_SEVERAL = _words(
    """
    befriender buddy carer champion coach coordinator co-ordinator counsellor elder facilitator helper host instructor
    listener member mentor mod moderator parent responder steward streamer supporter teacher therapist trustee tutor
    volunteer worker
    """
)
"""Roles of which one title often stands for many people."""

ONE_ALONE = _words("acting chief deputy duty first head honorary lead main named principal senior sole vice")
"""Words beside such a role that make it one person's."""

OTHERS = _words(
    """
    accessibility acting activities activity administrative adult after-school anti-bullying area art artistic arts
    assistant athletics band beach behaviour board book boys branch building camp campaign care centre charity chat
    chess child child's children children's choir church circus city clinical club cohort college comms communication
    communications community company competition complaints concern content cooking country county course creative
    cricket culture cycling dance data day debate deputy designated detached development digital disability district
    diversity drama drop-in duty early education email emergency engagement equality estate evening event events
    executive exhibition external faith family farm federation fell festival field film finance first fishing football
    forest forum foundation friday front full-time fundraising game games gaming garden general girls golf governing
    group gym gymnastics hall head health helpline history hockey holiday home homework honorary housing image
    inclusion indoor information infant interim internal internet joint junior juniors kids kit lead league learning
    legal leisure library livestream local main maintenance managing media medical membership mental messaging midweek
    mini ministry mixed modern monthly mountain music named national nature navigation netball network new news
    newsletter night non-executive novice office on-call online operations orchestra outdoor outreach page parent
    parents parents' parish part-time pastoral peer people performance photo photography picture play playgroup policy
    pool praise prayer press primary principal privacy programme programmes project protection public reading regional
    registered relief report reports residential resource retired ride river riding road rowing rugby running
    safeguarding safety sailing schools school science second secondary section security senior seniors server service
    camera lighting props sound streaming studio
    services session shift shop show singing site skate ski social sole special spiritual sport sports squad staff
    stage stream street student summer support surf swim swimming teaching technical technology teen teenage temporary
    tennis theatre third toddler tour town track training transport travel trust tutoring under uniform union unit
    university venue vice video village visiting volunteer volunteering wardrobe warehouse water web website weekend
    welcome welfare wellbeing well-being wellness wheelchair wider wing winter women's woodland work workshop worship
    writing year young youngest youth
    """
)
"""Other words with which titles begin, in small letters: a capital is theirs only as the first letter of the title."""

ENDINGS = ("ment", "tion", "sion", "ship", "ology", "ics", "ism")
"""Endings of nouns that no name of a person, a place or a game has."""

PERSONAL = _words("mr mrs ms miss mx dr prof rev revd rev'd reverend fr sr br sir dame")
"""What stands before a person's name and nothing else."""

PERSONAL_OR_ROLE = _words(
    """
    archdeacon aunt auntie bishop brother canon capt captain coach constable deacon father granthi imam lady lord
    major nurse pastor pc professor rabbi sergeant sgt sheikh sister uncle ustadh
    """
)
"""What stands before a person's name, or is a title by itself: "Coach Taylor", "Coach"."""

OR_A_NAME = _words("captain father minister padre pastor sister skip skipper")
"""Titles by which somebody may be called as by a name: "Tell Skipper", and "Tell our skipper"."""

NICKNAMES = _words(
    """
    akela bagheera baloo chil hathi jacala kaa keneu kim mang mowgli mysa oo phao raksha rama rann rikki rikki-tikki
    shere-khan tabaqui won-tolla
    """
)
"""Names from the Jungle Book by which leaders of Cubs and Beavers are called."""

DETERMINERS = _words("the our my your their his her a an any all each every both one")
"""What stands where "our" would."""

WHOEVER = _words("whoever whomever anyone anybody someone somebody everyone everybody those others nobody us we")
"""Words that stand for people themselves, and take no "our"."""
