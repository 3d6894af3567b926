"""Deliveries of the small office with what their delivery.toml says beside files: supersedes, withdrawals."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pipeline.identity import file_hash
from pipeline.office import Office
from tests.small_office import investment


@dataclass(frozen=True)
class DeliveryText:
    """A delivery: its files, which of them supersede a file of another one, and lines added to its toml.

    `supersedes` says for a file the delivery and the file that it corrects, `named` gives a hash as it is.
    """

    name: str
    received_on: str
    files: Mapping[str, str]
    supersedes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict)
    more: str = ""


def register(name: str, received_on: str, *lines: dict[str, str], corrects: str = "") -> DeliveryText:
    """Describe a delivery of one register of investment, which may correct that of another delivery."""
    older = {"investment.csv": (corrects, "investment.csv")} if corrects else {}
    return DeliveryText(name, received_on, {"investment.csv": investment(*lines)}, older)


def deliver(write_office: Callable[..., Office], *deliveries: DeliveryText) -> Office:
    """Write the small office with these deliveries."""
    office = write_office(
        {item.name: item.files for item in deliveries},
        received={item.name: item.received_on for item in deliveries},
    )
    folder = office.folder / "deliveries"
    for item in deliveries:
        path = folder / item.name / "delivery.toml"
        text = path.read_text(encoding="utf-8")
        hashes = {file: file_hash(folder / other / name) for file, (other, name) in item.supersedes.items()}
        for file, older in {**hashes, **item.named}.items():
            text = text.replace(f'path = "{file}"\n', f'path = "{file}"\nsupersedes = "{older}"\n')
        path.write_text(text + item.more, encoding="utf-8")
    return office
