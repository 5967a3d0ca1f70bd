"""Writing one row of an import. Whoever was first has written it: the second time nothing happens."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db import transaction

from peersupport.accounts.actors import Actor
from peersupport.accounts.models import Practice, Scheme, Team
from peersupport.reporting.selectors.imports import is_taken, roles_by_name
from peersupport.reporting.services.schemes import add_terms
from peersupport.reporting.sheets.practices import PracticeRow
from peersupport.reporting.sheets.referrals import IDENTITY, ReferralRow
from peersupport.reporting.sheets.volunteers import VolunteerRow
from programmes.models import Cohort, Referral
from programmes.services.referrals import Sent, receive
from programmes.services.referrals_answered import PossibleDuplicate, accept
from volunteers.models import Role, Volunteer
from volunteers.services.intake import Evidence, take_over


@dataclass
class Rows:
    """Writes rows of one import: who does it, and the moment, which lies in `today`."""

    by: Actor
    at: datetime
    today: date

    @property
    def scheme(self) -> Scheme:
        return self.by.scheme

    @cached_property
    def roles(self) -> dict[str, Role]:
        return roles_by_name(self.scheme)

    @cached_property
    def cohorts(self) -> dict:
        """By role: the newest cohort of a programme of this role that takes people."""
        rows = (
            Cohort.objects.of(self.scheme)
            .exclude(closed_on__lte=self.today)
            .order_by("starts_on", "name", "pk")
        )
        return {cohort.programme.role_id: cohort for cohort in rows.select_related("programme")}

    def learn(self, rows: Iterable[VolunteerRow | ReferralRow]) -> None:
        """The words for conditions and languages become the scheme's own."""
        words: dict[str, dict[str, str]] = {}
        for row in rows:
            for kind, terms in row.terms.items():
                words.setdefault(kind, {}).update(terms)
        for kind, terms in words.items():
            add_terms(self.scheme, kind, terms)

    def practice(self, row: PracticeRow) -> None:
        if Practice.objects.of(self.scheme).filter(ods_code=row.code).exists():
            return
        team = Team.objects.of(self.scheme).filter(name=row.team).first() if row.team else None
        if row.team and team is None:
            team = Team.make(scheme=self.scheme, name=row.team)
        Practice.make(scheme=self.scheme, ods_code=row.code, name=row.name, team=team)

    def volunteer(self, row: VolunteerRow) -> None:
        if Volunteer.objects.of(self.scheme).filter(ref=row.identity).exists():
            return
        roles = [self.roles[name] for name in row.roles]
        evidence = Evidence(
            check_level=row.check_level,
            checked_on=row.checked_on,
            trained_on=row.trained_on,
            signed_on=row.signed_on,
        )
        take_over(fields=row.fields, roles=roles, evidence=evidence, by=self.by, at=self.at, today=self.today)

    def referral(self, row: ReferralRow) -> None:
        """Receive it, and accept it: a coordinator's list of open referrals is of people who wait already.

        Where nothing says which programme, or somebody alike is here, a person has to decide: it stays new.
        """
        if is_taken(self.scheme, **{part: row.fields[part] for part in IDENTITY}):
            return
        role = self.roles[row.role] if row.role else None
        sent = Sent(**row.fields, practice=row.practice_code, role=role)
        referral = receive(scheme=self.scheme, by=self.by, at=self.at, sent=sent)
        if referral.role_id in self.cohorts:
            self._accept(referral)

    def _accept(self, referral: Referral) -> None:
        try:
            with transaction.atomic():
                accept(referral=referral, cohort=self.cohorts[referral.role_id], by=self.by, at=self.at)
        except PossibleDuplicate:
            return
