"""How amounts are written in Indonesian: a dot between thousands, a comma before decimals."""


def dotted(number: int) -> str:
    """A whole number: 1.250.000."""
    return f"{number:,}".replace(",", ".")


def decimal(number: float, places: int = 1) -> str:
    """A number with at most so many decimals: 1.250,5; decimals that are nought are left out."""
    whole, _, part = f"{number:,.{places}f}".partition(".")
    part = part.rstrip("0")
    said = whole.replace(",", ".") + (f",{part}" if part else "")
    return "0" if said == "-0" else said


def rupiah(number: int) -> str:
    """Money: Rp50.000.000."""
    return f"Rp{dotted(number)}"


def person_days(number: float, places: int = 1) -> str:
    """Work: 2,5 hari-orang."""
    return f"{decimal(number, places)} hari-orang"
