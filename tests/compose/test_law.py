"""Citations: short where the one before already said it, amended acts in one sentence."""

import pytest

from lpse_docs.compose.law import folded, shortened
from lpse_docs.model.workspace import Workspace


@pytest.mark.parametrize(
    ("cites", "short"),
    [
        ([], []),
        (["Pasal 7"], ["Pasal 7"]),
        (["Pasal 7", "Pasal 8 ayat (1)"], ["Pasal 7", "Pasal 8 ayat (1)"]),
        (["Pasal 8 ayat (1)", "Pasal 8 ayat (2)"], ["Pasal 8 ayat (1)", "ayat (2)"]),
        (
            ["Pasal 8 ayat (1)", "Pasal 8 ayat (2) huruf a", "Pasal 8 ayat (2) huruf b"],
            ["Pasal 8 ayat (1)", "ayat (2) huruf a", "huruf b"],
        ),
        (
            ["Pasal 8 ayat (2) huruf a", "Pasal 9 ayat (2) huruf a"],
            ["Pasal 8 ayat (2) huruf a", "Pasal 9 ayat (2) huruf a"],
        ),
        (["Pasal 8 ayat (2) huruf a", "Pasal 8 ayat (3)"], ["Pasal 8 ayat (2) huruf a", "ayat (3)"]),
        (["Pasal 8 ayat (2) huruf b", "Pasal 8 ayat (2) huruf b"], ["Pasal 8 ayat (2) huruf b", "huruf b"]),
        (
            [
                "Pasal 22 ayat (1) huruf a angka 2",
                "Pasal 22 ayat (1) huruf a angka 2 huruf a)",
                "Pasal 22 ayat (1) huruf b",
            ],
            ["Pasal 22 ayat (1) huruf a angka 2", "angka 2 huruf a)", "huruf b"],
        ),
    ],
)
def test_shortened(cites: list[str], short: list[str]) -> None:
    assert shortened(cites) == short


def test_amending_acts_stand_inside_the_amended_one(workspace: Workspace) -> None:
    rows = dict(folded(workspace, ["uu-11-2008", "uu-19-2016", "uu-1-2024", "pp-71-2019"]))
    assert list(rows) == ["uu-11-2008", "pp-71-2019"]
    assert rows["uu-11-2008"].endswith(
        "sebagaimana telah beberapa kali diubah terakhir dengan Undang-Undang Nomor 1 Tahun 2024"
    )
    assert "diubah" not in rows["pp-71-2019"]


def test_one_amendment_and_an_amending_act_alone(workspace: Workspace) -> None:
    once = dict(folded(workspace, ["uu-11-2008", "uu-19-2016"]))["uu-11-2008"]
    assert once.endswith("sebagaimana telah diubah dengan Undang-Undang Nomor 19 Tahun 2016")
    assert list(dict(folded(workspace, ["uu-19-2016"]))) == ["uu-19-2016"]
