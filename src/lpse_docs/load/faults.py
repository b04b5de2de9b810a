"""Every code of this layer, for `lpse-docs explain`."""

from collections.abc import Callable, Mapping

from lpse_docs.load import file_faults, schema_faults, secrets, yaml_faults

CODES: Mapping[str, Callable[..., object]] = dict(
    sorted({**file_faults.CODES, **yaml_faults.CODES, **schema_faults.CODES, **secrets.CODES}.items())
)
