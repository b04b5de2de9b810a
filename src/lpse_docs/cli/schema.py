"""`lpse-docs schema`: JSON schemas that editors read."""

import json
from pathlib import Path
from typing import Any

import click

from lpse_docs.cli.project import project
from lpse_docs.cli.screen import tell
from lpse_docs.cli.speech import Command
from lpse_docs.exports.json_schema import SCHEMAS
from lpse_docs.pipeline import atomic


@click.command("schema", cls=Command, help="Bandingkan schemas/ dengan model program; dengan --write, tulis ulang.")
@click.option("--write", "writing", is_flag=True, help="Tulis ulang berkas skema.")
def command(writing: bool) -> int:
    """Compare or write the schema files."""
    where = project()
    folder = where.root / "schemas"
    wanted = {folder / f"{kind}.schema.json": text(make()) for kind, make in SCHEMAS.items()}
    differing = [path for path, data in wanted.items() if not _is(path, data)]
    if writing:
        if not folder.resolve().is_relative_to(where.root):
            raise click.UsageError("schemas berupa tautan ke luar ruang kerja.")
        folder.mkdir(exist_ok=True)
        for path in differing:
            atomic.write(path, wanted[path])
            tell(f"schemas/{path.name} ditulis.")
    else:
        for path in differing:
            tell(f"schemas/{path.name} tidak sama dengan model; jalankan: {where.command} schema --write")
    if not differing:
        tell(f"{len(wanted)} skema sudah sesuai.")
    return int(bool(differing) and not writing)


def text(schema: dict[str, Any]) -> bytes:
    """A schema as it lies on disk."""
    return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()


def _is(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data
