"""Whole, valid when signed, valid now: with stamps and without, years later, online and offline."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from asn1crypto import crl
from pyhanko.sign.ades.report import AdESIndeterminate, AdESPassed
from pyhanko.sign.fields import SigSeedSubFilter

from lpse_docs.pipeline.fetching import Fetcher
from lpse_docs.verify.evidence import Evidence, Finding
from lpse_docs.verify.record import written
from lpse_docs.verify.report import Answer, Certification, FileReport, TimeSource
from lpse_docs.verify.trust import Trust
from lpse_docs.verify.validity import UNPROVEN, now, then
from tests.pki import Pki
from tests.verify import signed
from tests.verify.conftest import Ask, Files

OUT, REVOKED = AdESIndeterminate.OUT_OF_BOUNDS_NO_POE, AdESIndeterminate.REVOKED_NO_POE
LATER = AdESIndeterminate.TRY_LATER
YEAR = timedelta(days=365)


def answers(report: FileReport) -> set[tuple[Answer, Answer, Answer]]:
    return {(made.intact.answer, made.valid_then.answer, made.valid_now.answer) for made in report.signatures}


def test_without_roots_only_integrity_is_answered(files: Files, ask: Ask) -> None:
    report = ask(files.archived, trust=Trust())
    assert answers(report) == {(Answer.YES, Answer.UNKNOWN, Answer.UNKNOWN)}
    assert report.verdict is Answer.UNKNOWN
    assert report.signatures[0].valid_then.reason == "tidak ada akar kepercayaan yang diberikan (--roots)"
    assert report.signatures[0].certification is Certification.UNKNOWN


def test_what_stands_in_the_certificate_is_told(files: Files, ask: Ask) -> None:
    made = ask(files.archived).signatures[2]
    assert made.holder
    assert (made.holder.name, made.holder.number, made.level) == ("UJI Pengesah Contoh", "UJI-0003", "B-LTA")
    assert made.time_source is TimeSource.STAMP
    assert made.certification is Certification.UNCERTIFIED


@pytest.mark.parametrize("years", [0, 1, 3, 6])
def test_an_archived_signature_stays_valid_as_of_its_day(years: int, files: Files, root_alone: Trust, ask: Ask) -> None:
    report = ask(files.certified, trust=root_alone, on=datetime.now(UTC) + years * YEAR)
    assert {(made.intact.answer, made.valid_then.answer) for made in report.signatures} == {(Answer.YES, Answer.YES)}
    assert report.verdict is Answer.YES
    assert {made.valid_now.answer for made in report.signatures} == {Answer.UNKNOWN if years else Answer.YES}


def test_before_it_was_signed_it_was_not_valid(files: Files, root_alone: Trust, ask: Ask) -> None:
    report = ask(files.archived, trust=root_alone, on=datetime.now(UTC) - timedelta(days=9))
    assert report.signatures[0].valid_now.answer is Answer.NO
    assert "belum ditandatangani" in report.signatures[0].valid_now.reason


def test_a_plain_signature_lives_as_long_as_its_certificate(
    files: Files, trust: Trust, root_alone: Trust, ask: Ask
) -> None:
    assert answers(ask(files.plain)) == {(Answer.YES, Answer.YES, Answer.YES)}
    bare = ask(files.plain, trust=root_alone)
    assert answers(bare) == {(Answer.YES, Answer.UNKNOWN, Answer.UNKNOWN)}
    assert "tidak ada data pencabutan" in bare.signatures[0].valid_then.reason
    assert bare.verdict is Answer.UNKNOWN
    later = ask(files.plain, on=datetime.now(UTC) + 3 * YEAR)
    assert later.verdict is Answer.UNKNOWN
    assert bare.signatures[0].level == "B-B"


def test_a_stamp_proves_the_time_once_its_maker_is_known_to_be_good(pki: Pki, ask: Ask, root_alone: Trust) -> None:
    data = signed.sign(signed.unsigned(), pki, "approver", "pengesah", "B-T")
    known = ask(data, expected=("pengesah",)).signatures[0]
    assert (known.level, known.time_source, known.valid_then.answer) == ("B-T", TimeSource.STAMP, Answer.YES)
    alone = ask(data, expected=("pengesah",), trust=root_alone).signatures[0]
    assert (alone.time_source, alone.valid_then.answer) == (TimeSource.CLAIM, Answer.UNKNOWN)
    assert (alone.level, written(ask(data, trust=root_alone))["signatures"][0]["level"]) == (f"B-T{UNPROVEN}",) * 2


def test_a_stamp_of_anybody_raises_no_level_without_a_word(files: Files, pki: Pki, ask: Ask, root_alone: Trust) -> None:
    """A stranger who adds a stamp makes no signature last longer; nor does it hide what is proven."""
    stamped = signed.stamp(files.single, pki, "cap")
    lasting = signed.sign(signed.unsigned(), pki, "maker", "pembuat", "B-LT")
    levels = [
        ask(data, trust=trust).signatures[0].level
        for data in (stamped, lasting, signed.stamp(lasting, pki, "cap"))
        for trust in (root_alone, Trust())
    ]
    assert levels == [f"B-T{UNPROVEN}"] * 2 + ["B-LT", f"B-LT{UNPROVEN}"] + ["B-LTA", f"B-LTA{UNPROVEN}"]
    older = {"subfilter": SigSeedSubFilter.ADOBE_PKCS7_DETACHED}
    made = signed.sign(signed.unsigned(), pki, "maker", "pembuat", "B-T", **older)
    assert ask(made, trust=root_alone).signatures[0].level == f"PKCS#7{UNPROVEN}"


def test_online_those_are_asked_whom_the_chain_names(files: Files, root_alone: Trust, ask: Ask, pki: Pki) -> None:
    asked: list[str] = []

    def fetch(url: str, sent: bytes | None) -> bytes:
        asked.append(url)
        return Fetcher(private=True)(url, sent)

    report = ask(files.plain, trust=root_alone, fetch=fetch)
    assert report.verdict is Answer.YES
    assert answers(report) == {(Answer.YES, Answer.YES, Answer.YES)}
    assert len(asked) == 4  # three signers by OCSP, the issuing body by its list
    assert all(url.startswith(pki.url) for url in asked)


def test_online_a_stranger_is_not_asked(files: Files, pki: Pki, ask: Ask) -> None:
    def fetch(url: str, sent: bytes | None) -> bytes:
        raise AssertionError(url)

    report = ask(files.plain, trust=Trust(roots=[pki.certificate("stranger")]), fetch=fetch)
    assert report.verdict is Answer.NO


def test_online_the_own_network_is_not_asked(files: Files, root_alone: Trust, ask: Ask) -> None:
    report = ask(files.plain, trust=root_alone, fetch=Fetcher())
    assert report.verdict is Answer.UNKNOWN
    assert any("jaringan sendiri" in item for item in report.remarks)


def test_online_a_revoked_signer_is_found_out(pki: Pki, root_alone: Trust, ask: Ask) -> None:
    data = signed.sign(signed.unsigned(), pki, "revoked", "pengesah", "B-T")
    report = ask(data, trust=root_alone, expected=("pengesah",), fetch=Fetcher(private=True))
    assert report.verdict is Answer.NO
    assert report.signatures[0].valid_now.answer is Answer.NO


def test_certified_is_whose_root_the_reader_calls_so(files: Files, trust: Trust, pki: Pki, ask: Ask) -> None:
    vouched = replace(trust, roots=[], certified=[pki.certificate("root")])
    report = ask(files.plain, trust=vouched)
    assert {made.certification for made in report.signatures} == {Certification.CERTIFIED}
    both = replace(trust, certified=[pki.certificate("stranger")])
    assert {made.certification for made in ask(files.plain, trust=both).signatures} == {Certification.UNCERTIFIED}


def test_an_old_list_of_revoked_certificates_says_nothing_of_today(files: Files, pki: Pki, ask: Ask) -> None:
    old = datetime.now(UTC) - timedelta(days=170)
    lists = [crl.CertificateList.load(pki.crl(name, old)) for name in ("root", "issuing")]
    report = ask(files.plain, trust=Trust(roots=[pki.certificate("root")], crls=lists))
    assert report.verdict is Answer.UNKNOWN


def test_whoever_stole_the_key_of_a_stamp_could_have_made_it(
    files: Files, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = datetime.now(UTC)
    really = Evidence.of_stamp

    async def stolen(self: Evidence, token: Any, imprint: Any, moment: datetime, *more: str) -> Finding:
        if moment == day:
            return Finding(REVOKED, revoked=day, compromised=True)
        return await really(self, token, imprint, moment, *more)

    monkeypatch.setattr(Evidence, "of_stamp", stolen)
    report = ask(files.archived, on=day)
    assert {made.time_source for made in report.signatures} == {TimeSource.CLAIM}


def test_what_follows_from_what_is_found(pki: Pki, root_alone: Trust) -> None:
    """The table of conclusions: at a proven time, and without one on the day of the verification."""
    signer = pki.certificate("maker")
    time = datetime.now(UTC) - timedelta(days=3)
    before, after = time - timedelta(days=1), time + timedelta(days=1)
    good = Finding(None)
    proven = {good: "ya", Finding(REVOKED, revoked=before): "tidak", Finding(OUT): "tidak", Finding(LATER): "belum"}
    for finding, answer in proven.items():
        assert then(root_alone, signer, finding, Finding(OUT), time=time, day=after).answer.value.startswith(answer)
    claimed = {
        good: "ya", Finding(REVOKED, revoked=before): "tidak", Finding(REVOKED, revoked=after): "belum",
        Finding(OUT): "belum", Finding(LATER): "belum",
    }  # fmt: skip
    for finding, answer in claimed.items():
        assert then(root_alone, signer, None, finding, time=time, day=after).answer.value.startswith(answer)
    assert then(root_alone, signer, None, good, time=signer.not_valid_before - YEAR, day=after).answer is Answer.NO
    assert then(root_alone, signer, None, good, time=None, day=after).answer is Answer.YES


def test_what_holds_today(pki: Pki, root_alone: Trust) -> None:
    signer, day = pki.certificate("maker"), datetime.now(UTC)
    table = [
        (Finding(None), None, Answer.YES),
        (Finding(LATER), AdESPassed.OK, Answer.YES),
        (Finding(LATER), AdESIndeterminate.NO_POE, Answer.UNKNOWN),
        (Finding(REVOKED, revoked=day), AdESIndeterminate.NO_POE, Answer.NO),
    ]
    for finding, judged, answer in table:
        assert now(root_alone, signer, finding, judged, time=None, day=day).answer is answer
    ended = now(root_alone, signer, Finding(LATER), None, time=None, day=day + 9 * YEAR)
    assert "habis masa berlakunya" in ended.reason
