"""Reading again with a memory says the same as reading anew."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lpse_docs.load.project import Memory, load_project

FILES = ("lpse.yaml", "sops/a-pendaftaran.yaml", "standards/a-kebijakan.yaml", "regulations/acts.yaml")
EDITS = ("\n# catatan\n", "asing: 1\n", "title: [\n", "\x07", "x: password=hunter2hunter2\n", None)
STEPS = st.lists(st.tuples(st.sampled_from(FILES), st.sampled_from(EDITS)), min_size=1, max_size=6)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_same_as_without(workspace_folder: Path, steps: list[tuple[str, str | None]]) -> None:
    whole = {name: (workspace_folder / name).read_bytes() for name in FILES}
    memory: Memory = {}
    try:
        for name, more in steps:
            now = (workspace_folder / name).read_text("utf-8") + more if more else whole[name].decode()
            (workspace_folder / name).write_text(now, encoding="utf-8")
            assert load_project(workspace_folder, memory) == load_project(workspace_folder)
    finally:
        for name, data in whole.items():
            (workspace_folder / name).write_bytes(data)


def test_an_unchanged_file_is_not_made_again(workspace_folder: Path) -> None:
    memory: Memory = {}
    before = load_project(workspace_folder, memory).workspace
    sop = workspace_folder / "sops/a-pendaftaran.yaml"
    sop.write_text(sop.read_text("utf-8").replace("Pendaftaran Pengguna", "Pendaftaran Penyedia"), encoding="utf-8")
    after = load_project(workspace_folder, memory).workspace
    assert before
    assert after
    assert after.standards[0] is before.standards[0]
    assert after.sops[0].title == "Pendaftaran Penyedia"
