"""Looking at Indonesian words: roots, verbs, nouns."""

import pytest

from lpse_docs.checks.verbs import VERB_OF, is_noun, is_verb, verb_of
from lpse_docs.checks.words import akin, speaks_of


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("penyerahan", "diserahkan"),
        ("memeriksa", "pemeriksaan"),
        ("arsip", "pengarsipan"),
        ("pencocokan", "mencocokkan"),
        ("keputusan", "memutuskan"),
        ("persediaan", "penyedia"),
        ("akunnya", "akun"),
    ],
)
def test_words_of_one_root_are_akin(first: str, second: str) -> None:
    assert akin(first, second)
    assert akin(second, first)


@pytest.mark.parametrize(
    ("first", "second"), [("pengguna", "penggantian"), ("data", "datang"), ("server", "lpse"), ("berkas", "bekas")]
)
def test_words_of_two_roots_are_not(first: str, second: str) -> None:
    assert not akin(first, second)


def test_more_than_half_of_the_words_are_enough() -> None:
    assert speaks_of({"hasil", "pemeriksaan", "berkas"}, {"hasil", "memeriksa", "lapangan"})
    assert not speaks_of({"hasil", "uji"}, {"hasil", "memeriksa"})
    assert not speaks_of({"tanda", "terima"}, {"hasil", "memeriksa", "lapangan"})


@pytest.mark.parametrize("word", ["Memeriksa", "menyerahkan", "Berkoordinasi", "Dicatat", "Masuk", "mengarsipkan"])
def test_verbs(word: str) -> None:
    assert is_verb(word)


@pytest.mark.parametrize(
    "word", ["Berkas", "Berita", "Menteri", "Melalui", "Dinas", "Media", "Meja", "Verifikasi", "PPK"]
)
def test_words_that_only_look_like_verbs(word: str) -> None:
    assert not is_verb(word)


@pytest.mark.parametrize(
    ("noun", "verb"),
    [
        ("Pemeriksaan", "memeriksa"),
        ("Pencatatan", "mencatat"),
        ("Penyerahan", "menyerahkan"),
        ("Perbaikan", "memperbaiki"),
        ("Verifikasi", "memverifikasi"),
        ("Pengiriman", "mengirim"),
    ],
)
def test_nouns_give_their_verbs(noun: str, verb: str) -> None:
    assert is_noun(noun)
    assert verb_of(noun) == verb


@pytest.mark.parametrize("word", ["Peraturan", "Perusahaan", "Penyedia", "Berkas"])
def test_other_nouns_do_not(word: str) -> None:
    assert not is_noun(word)


def test_every_suggested_verb_is_one() -> None:
    assert all(is_verb(verb) and not is_verb(noun) for noun, verb in VERB_OF.items())
