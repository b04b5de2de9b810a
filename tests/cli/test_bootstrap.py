"""`./lpse` with stand-ins for Python, pip and apt-get: what it calls, what it says, when it starts over."""

import os
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.tiny import ROOT

TOOLS = ("cat", "chmod", "cksum", "cp", "dirname", "flock", "id", "ln", "mkdir", "mv", "readlink", "rm", "sh", "sleep")
PYTHON = """\
#!/bin/sh
# a Python that does nothing but say what it was asked
case "$*" in
    *version_info*) exit "${OLD:-0}" ;;
    *ensurepip*) exit "${NO_VENV:-0}" ;;
    "-m venv "*)
        for last in "$@"; do :; done
        mkdir -p "$last/bin" "$last/lib/python3.11/site-packages"
        cp "$0" "$last/bin/python"
        for tool in ruff mypy lint-imports; do
            printf '#!/bin/sh\\necho "%s $*" >>"$LOG"\\n[ "$FAIL" != "%s" ] || exit 5\\n' "$tool" "$tool" >"$last/bin/$tool"
            chmod +x "$last/bin/$tool"
        done ;;
    "-m pip "*) echo "pip ${*##*-r }" >>"$LOG"; exit "${NO_PIP:-0}" ;;
    "-m pytest "*) echo "pytest" >>"$LOG" ;;
    -) [ -z "${NO_PANGO:-}" ] || [ -e "$LOG.pango" ] ;;
    *) echo "ran $*" ;;
esac
"""
APT = """\
#!/bin/sh
echo "apt-get $*" >>"$LOG"
[ -z "${NO_APT:-}" ] || exit 100
: >"$LOG.pango"
"""


@dataclass
class Checkout:
    """A copy of what `./lpse` needs, and a PATH of stand-ins."""

    folder: Path
    path: Path
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def log(self) -> list[str]:
        file = self.path / "log"
        return file.read_text().splitlines() if file.exists() else []

    def run(self, *arguments: str, program: Path | None = None, **more: str) -> "subprocess.CompletedProcess[str]":
        environment = {"PATH": str(self.path), "LOG": str(self.path / "log"), "HOME": str(self.path), **more}
        command = [shutil.which("dash") or "sh", str(program or self.folder / "lpse"), *arguments]
        return subprocess.run(command, cwd="/", env=environment, capture_output=True, text=True, check=False)

    def add(self, name: str, text: str) -> None:
        (self.path / name).write_text(text)
        (self.path / name).chmod(0o755)


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    folder, path = tmp_path / "ruang kerja", tmp_path / "bin"
    folder.mkdir()
    path.mkdir()
    shutil.copy(ROOT / "lpse", folder)
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-planning.lock"):
        (folder / name).write_text(f"{name}\n")
    for tool in TOOLS:
        found = shutil.which(tool)
        if found:
            (path / tool).symlink_to(found)
    made = Checkout(folder, path)
    made.add("python3", PYTHON)
    made.add("apt-get", APT)
    return made


def test_prepares_once_and_then_starts_at_once(checkout: Checkout) -> None:
    first = checkout.run("build", "a b")
    assert first.returncode == 0, first.stderr
    assert first.stdout == f"ran -P {checkout.folder}/src/lpse_docs/__main__.py build a b\n"
    assert checkout.log == [f"pip {checkout.folder}/requirements.lock"]
    second = checkout.run("check")
    assert (second.returncode, second.stderr) == (0, "")
    assert len(checkout.log) == 1


def test_the_environment_finds_the_program_wherever_the_folder_is_moved(checkout: Checkout) -> None:
    checkout.run("check")
    (pth,) = checkout.folder.glob(".lpse/venv/lib/python3*/site-packages/lpse.pth")
    (checkout.folder / "src").mkdir()
    assert (pth.parent / pth.read_text().strip()).resolve() == checkout.folder / "src"


def test_a_changed_lock_is_installed_again(checkout: Checkout) -> None:
    checkout.run("check")
    (checkout.folder / "requirements.lock").write_text("lain\n")
    checkout.run("check")
    assert len(checkout.log) == 2


@pytest.mark.parametrize("lost", [".lpse/stamp", ".lpse/venv/bin/python", ".lpse"])
def test_an_interrupted_preparation_is_done_again(checkout: Checkout, lost: str) -> None:
    checkout.run("check")
    path = checkout.folder / lost
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert checkout.run("check").returncode == 0
    assert len(checkout.log) == 2


def test_without_the_internet_nothing_is_left_half_done(checkout: Checkout) -> None:
    failed = checkout.run("check", NO_PIP="1")
    assert failed.returncode == 3
    assert "periksa sambungan internet" in failed.stderr
    assert not (checkout.folder / ".lpse/stamp").exists()
    assert checkout.run("check").returncode == 0


def test_without_python_it_says_so(checkout: Checkout) -> None:
    (checkout.path / "python3").unlink()
    failed = checkout.run("check")
    assert failed.returncode == 3
    assert "Python 3.11 atau yang lebih baru tidak ditemukan" in failed.stderr


def test_an_old_python_is_not_taken(checkout: Checkout) -> None:
    checkout.add("python3.12", PYTHON)
    checkout.add("python3", "#!/bin/sh\nexit 1\n")
    assert checkout.run("check").returncode == 0


@pytest.mark.parametrize(
    ("missing", "packages"),
    [("NO_VENV", "python3-venv"), ("NO_PANGO", "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0")],
)
def test_without_permission_it_prints_the_one_command(checkout: Checkout, missing: str, packages: str) -> None:
    (checkout.path / "id").unlink()
    checkout.add("id", "#!/bin/sh\necho 1000\n")
    failed = checkout.run("check", program=None, **{missing: "1"})
    assert failed.returncode == 3
    assert f"jalankan dahulu: sudo apt-get install {packages}\n" in failed.stderr
    assert not any(line.startswith("apt-get") for line in checkout.log)


def test_with_permission_it_installs_packages(checkout: Checkout) -> None:
    (checkout.path / "id").unlink()
    checkout.add("id", "#!/bin/sh\necho 0\n")
    assert checkout.run("check", NO_PANGO="1").returncode == 0
    assert any("install" in line and "libpango-1.0-0" in line for line in checkout.log)


def test_with_sudo_it_installs_packages(checkout: Checkout) -> None:
    (checkout.path / "id").unlink()
    checkout.add("id", "#!/bin/sh\necho 1000\n")
    checkout.add("sudo", '#!/bin/sh\nshift\nexec "$@"\n')
    checkout.add("true", "#!/bin/sh\n")
    assert checkout.run("check", NO_PANGO="1").returncode == 0
    assert any("libpango-1.0-0" in line for line in checkout.log)


def test_a_link_leads_to_the_real_folder(checkout: Checkout, tmp_path: Path) -> None:
    (tmp_path / "tautan").symlink_to(checkout.folder / "lpse")
    (tmp_path / "lagi").symlink_to("tautan")
    assert str(checkout.folder) in checkout.run("check", program=tmp_path / "lagi").stdout


def test_two_first_runs_prepare_once(checkout: Checkout) -> None:
    command = [shutil.which("dash") or "sh", str(checkout.folder / "lpse"), "check"]
    environment = {"PATH": str(checkout.path), "LOG": str(checkout.path / "log"), "HOME": str(checkout.path)}
    running = [
        subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(3)
    ]
    assert [process.wait(20) for process in running] == [0, 0, 0]
    assert len(checkout.log) == 1


def test_the_tests_run_step_by_step(checkout: Checkout) -> None:
    done = checkout.run("test")
    assert done.returncode == 0, done.stderr
    assert [line.split()[0] for line in checkout.log if not line.startswith(("pip", "apt"))] == [
        "ruff",
        "ruff",
        "mypy",
        "lint-imports",
        "pytest",
    ]
    assert done.stdout.splitlines() == ["== ruff check", "== ruff format", "== mypy", "== lint-imports", "== pytest"]
    assert f"pip {checkout.folder}/requirements-dev.lock" in checkout.log


def test_the_solver_is_installed_once_and_only_when_asked_for(checkout: Checkout) -> None:
    assert checkout.run("solver").returncode == 0
    assert checkout.log == [
        f"pip {checkout.folder}/{name}" for name in ("requirements.lock", "requirements-planning.lock")
    ]
    again = checkout.run("solver")
    assert (again.returncode, "sudah terpasang" in again.stderr) == (0, True)
    assert len(checkout.log) == 2


def test_the_first_failure_ends_the_tests_with_its_code(checkout: Checkout) -> None:
    done = checkout.run("test", FAIL="mypy")
    assert done.returncode == 5
    assert done.stdout.endswith("== mypy: gagal (5)\n")
    assert "pytest" not in checkout.log


def test_a_folder_that_cannot_be_written_is_said_so(checkout: Checkout) -> None:
    (checkout.folder / ".lpse").write_text("x")
    failed = checkout.run("check")
    assert failed.returncode == 3
    assert "tidak dapat ditulis" in failed.stderr


def test_a_link_in_place_of_the_private_folder_is_refused(checkout: Checkout, tmp_path: Path) -> None:
    (tmp_path / "milik orang/venv").mkdir(parents=True)
    (checkout.folder / ".lpse").symlink_to(tmp_path / "milik orang")
    failed = checkout.run("check")
    assert failed.returncode == 3
    assert "harus folder, bukan tautan" in failed.stderr
    assert [path.name for path in (tmp_path / "milik orang").iterdir()] == ["venv"]


@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_a_lock_that_is_no_regular_file_is_refused(checkout: Checkout, tmp_path: Path, kind: str) -> None:
    lock, victim = checkout.folder / ".lpse/lock", tmp_path / "korban"
    victim.write_text("keep\n")
    lock.parent.mkdir()
    if kind == "link":
        lock.symlink_to(victim)
    elif kind == "pipe":
        os.mkfifo(lock)
    else:
        lock.mkdir()
    failed = checkout.run("check")
    assert failed.returncode == 3
    assert "harus berkas biasa" in failed.stderr
    assert victim.read_text() == "keep\n"


@pytest.mark.parametrize("name", ["lock", "stamp", "stamp.new", "stamp-dev", "stamp-dev.new"])
def test_nothing_is_written_through_a_second_name(checkout: Checkout, tmp_path: Path, name: str) -> None:
    victim = tmp_path / "korban"
    victim.write_text("keep\n")
    (checkout.folder / ".lpse").mkdir()
    if name == "lock":
        (checkout.folder / ".lpse" / name).hardlink_to(victim)
    else:
        (checkout.folder / ".lpse" / name).symlink_to(victim)
    assert checkout.run("test").returncode == 0
    assert victim.read_text() == "keep\n"


def test_an_environment_that_is_a_link_is_made_anew_beside_it(checkout: Checkout, tmp_path: Path) -> None:
    checkout.run("check")
    (checkout.folder / ".lpse/venv").rename(tmp_path / "venv orang")
    (tmp_path / "venv orang/punya orang").touch()
    (checkout.folder / ".lpse/venv").symlink_to(tmp_path / "venv orang")
    assert checkout.run("check").returncode == 0
    assert (tmp_path / "venv orang/punya orang").exists()
    assert not (checkout.folder / ".lpse/venv").is_symlink()


def test_ci_runs_the_same_command_and_lets_nothing_be_skipped() -> None:
    text = (ROOT / ".ci/run").read_text()
    assert "LPSE_NO_SKIP=1 exec ./lpse test" in text
    assert os.access(ROOT / ".ci/run", os.X_OK)
    assert os.access(ROOT / "lpse", os.X_OK)
