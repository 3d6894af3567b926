"""The steps of an issue from draft to release, at the command line."""

import getpass
import json
from pathlib import Path
from typing import Annotated

import typer

from pipeline.clock import now
from pipeline.office import load_office
from pipeline.project import DEFAULT_OFFICE, locate

release = typer.Typer(
    help="Where each issue is on its way to readers, and the steps of that way.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

OfficeOption = Annotated[str, typer.Option(help="The office, a folder below sources/.")]
MonthArgument = Annotated[str, typer.Argument(help="As in 2026-01, or 2026-01@2026-03-01.")]
WhoOption = Annotated[str, typer.Option(help="Who does this.", show_default="the user of this machine")]
ReasonOption = Annotated[str, typer.Option(help="Why, in a sentence.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.add_typer(release, name="release", short_help="Submit, approve and release an issue; correct it.")


@release.command(short_help="Show where each issue is.", epilog="Example: crossfoot release status 2026-01")
def status(
    month: Annotated[
        str, typer.Argument(help="Show each step of this month.", show_default="all issues, one line each")
    ] = "",
    office: OfficeOption = DEFAULT_OFFICE,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
) -> None:
    """Show where each issue is; a ledger that is not what was written is named, with its line."""
    from assets.commands.tables import aligned
    from pipeline.releasing import status as told
    from pipeline.releasing.form import key_of

    chosen = load_office(locate(), office)
    rows = told.history(chosen, key_of(month)) if month else told.status(chosen)
    if as_json:
        typer.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    typer.echo(
        aligned(rows) if rows else f"Office {office} has no release at hand and no entry in its ledger."
    )
    if said := told.warning(chosen):
        typer.echo(said, err=True)


@release.command(
    short_help="Submit the release at hand for review.", epilog="Example: crossfoot release submit 2026-01"
)
def submit(
    month: MonthArgument,
    office: OfficeOption = DEFAULT_OFFICE,
    who: WhoOption = "",
    reason: ReasonOption = "",
) -> None:
    """Submit the release at hand for review; a run that changes it makes it a draft again."""
    _take("submit", office, month=month, who=who, reason=reason)


@release.command(
    name="except",
    short_help="Ask for an exception from a rule; the issue prints it.",
    epilog="Example: crossfoot release except 2026-01 second-person --reason 'One person is in the office.'",
)
def ask(
    month: MonthArgument,
    rule: Annotated[str, typer.Argument(help="second-person, open-stop, without-vault or unchanged.")],
    reason: Annotated[str, typer.Option(help="Why; printed. Other languages after ' | az: '.")],
    office: OfficeOption = DEFAULT_OFFICE,
    who: WhoOption = "",
) -> None:
    """Ask for an exception from a rule, before submission; then run the month again: it prints it."""
    _take("except", office, month=month, rule=rule, who=who, reason=reason)


@release.command(
    short_help="Approve what was reviewed, as a second person.",
    epilog="Example: crossfoot release approve 2026-01 --hash 3f2a91c07d5e",
)
def approve(
    month: MonthArgument,
    digits: Annotated[
        str, typer.Option("--hash", help="The first 8 digits or more of the reviewed manifest.")
    ],
    office: OfficeOption = DEFAULT_OFFICE,
    who: WhoOption = "",
    reason: ReasonOption = "",
) -> None:
    """Approve the release whose manifest was reviewed; not by who submitted it or made its last decision.

    Ahead of the hour that the calendar announces it is locked until then.
    """
    _take("approve", office, month=month, hash=digits, who=who, reason=reason)


@release.command(
    short_help="Lock an approved issue until its hour.",
    epilog="Example: crossfoot release embargo 2026-01 --until '2026-04-20 09:00' --zone Asia/Baku",
)
def embargo(
    month: MonthArgument,
    until: Annotated[str, typer.Option(help="Day and hour.", show_default="as the calendar says")] = "",
    zone: Annotated[str, typer.Option(help="The zone of that hour.", show_default="the office's")] = "",
    office: OfficeOption = DEFAULT_OFFICE,
    who: WhoOption = "",
    reason: ReasonOption = "",
) -> None:
    """Encrypt an approved issue and take its plain copies away; it opens at its hour."""
    _take("embargo", office, month=month, until=until, zone=zone, who=who, reason=reason)


@release.command(
    name="open",
    short_help="Release an approved issue, or all whose hour has come.",
    epilog="Example: crossfoot release open --due",
)
def open_(
    month: Annotated[str, typer.Argument(help="As in 2026-01.", show_default=False)] = "",
    due: Annotated[bool, typer.Option("--due", help="Release each issue whose hour has come.")] = False,
    exception: Annotated[str, typer.Option(help="Why it opens before its hour; logged and shown.")] = "",
    office: OfficeOption = DEFAULT_OFFICE,
    who: WhoOption = "",
    reason: ReasonOption = "",
) -> None:
    """Release an issue and bring the readers' site up to date; --due does nothing before the hour."""
    from pipeline.errors import UsageError

    if due == bool(month):
        raise UsageError("Name a month, or say --due: one of them.")
    if month:
        _take("open", office, month=month, exception=exception, who=who, reason=reason)
        return
    from pipeline.releasing.form import DUE, release_due

    for entry in release_due(load_office(locate(), office), _name(who), now(), reason or DUE):
        typer.echo(f"{entry.release_id}: {entry.state} at {entry.at:%Y-%m-%dT%H:%M:%SZ}")


@release.command(
    short_help="Send an issue back to its draft.",
    epilog="Example: crossfoot release recall 2026-01 --reason 'A figure is to be asked about.'",
)
def recall(
    month: MonthArgument,
    reason: Annotated[str, typer.Option(help="Why, in a sentence.")],
    office: OfficeOption = DEFAULT_OFFICE,
    who: WhoOption = "",
) -> None:
    """Send an issue that is in review, approved or under embargo back to its draft."""
    _take("recall", office, month=month, who=who, reason=reason)


@release.command(
    short_help="Write a copy for a role with pre-release access.",
    epilog="Example: crossfoot release copy 2026-01 budget_unit --to FOLDER --office example",
)
def copy(
    month: MonthArgument,
    role: Annotated[str, typer.Argument(help="A role of reference/pre_release_access.csv.")],
    to: Annotated[str, typer.Option(help="The folder to write.", metavar="FOLDER")],
    office: OfficeOption = DEFAULT_OFFICE,
    who: WhoOption = "",
    reason: ReasonOption = "",
) -> None:
    """Write a copy of an issue under embargo for a listed role, within its hours; the ledger has it."""
    from pipeline.releasing.embargo import give_copy
    from pipeline.releasing.form import key_of, next_id
    from pipeline.releasing.steps import Who

    chosen = load_office(locate(), office)
    place = Path(to).absolute()
    given = Who(_name(who), now(), reason)
    give_copy(chosen, next_id(chosen, key_of(month)), given, role, place)
    typer.echo(place)


@release.command(
    short_help="Announce a corrigendum to a released issue.",
    epilog="Example: crossfoot release correct 2026-01 --what 'Table 2, resettled persons.' "
    "--right 'The figures of the next issue.' --why 'A register was taken in twice.'",
)
def correct(
    month: MonthArgument,
    what: Annotated[
        str, typer.Option(help="What is corrected. Other languages after ' | az: ', ' | ru: '.")
    ] = "",
    right: Annotated[str, typer.Option(help="What is right.")] = "",
    why: Annotated[str, typer.Option(help="Why.")] = "",
    draft: Annotated[
        str, typer.Option(help="A draft of `crossfoot trace --drafts`; it says what the options do not.")
    ] = "",
    office: OfficeOption = DEFAULT_OFFICE,
    who: WhoOption = "",
) -> None:
    """Announce a corrigendum; the next run of the month makes its next issue, which prints it."""
    _take("correct", office, month=month, what=what, right=right, why=why, draft=draft, who=who)


@release.command(
    short_help="Take an announced corrigendum back.",
    epilog="Example: crossfoot release retract 2026-01 --reason 'The figure was right.'",
)
def retract(
    month: MonthArgument,
    reason: Annotated[str, typer.Option(help="Why, in a sentence.")],
    office: OfficeOption = DEFAULT_OFFICE,
    who: WhoOption = "",
) -> None:
    """Take a corrigendum back before its issue is submitted: the released issue stands as it is."""
    _take("retract", office, month=month, who=who, reason=reason)


@release.command(
    short_help="Withdraw a released issue.",
    epilog="Example: crossfoot release withdraw 2026-01 --reason 'The publisher took its figures back.'",
)
def withdraw(
    month: MonthArgument,
    reason: Annotated[str, typer.Option(help="Why; readers see it.")],
    office: OfficeOption = DEFAULT_OFFICE,
    who: WhoOption = "",
) -> None:
    """Withdraw a released issue: it stays at its address, marked, with the reason."""
    _take("withdraw", office, month=month, who=who, reason=reason)


@release.command(short_help="Make a key for the vault.", epilog="Example: crossfoot release key FILE")
def key(file: Annotated[str, typer.Argument(metavar="FILE", help="Outside of the repository.")]) -> None:
    """Make a key that issues under embargo are encrypted with; keep a copy where the issues are not."""
    from pipeline.releasing.vault import make_key

    path = Path(file).expanduser().absolute()
    make_key(path, locate().root)
    typer.echo(f'{path}\nName it in office.toml, table [release]: key = "{path}"')


def _take(step: str, office: str, **fields: str) -> None:
    """Take a step and say where the issue is now."""
    from pipeline.releasing.form import take_step

    chosen = load_office(locate(), office)
    made = take_step(chosen, step, {**fields, "who": _name(fields["who"])}, now())
    typer.echo(f"{made.release_id}: {made.state}, entry {made.n} by {made.who}")
    if step == "submit":
        ask = f"crossfoot release approve {fields['month']} --hash {made.manifest_sha256[:12]}{chosen.option}"
        typer.echo(f"Manifest {made.manifest_sha256}\nNext, by a second person: {ask}")
    if step in ("except", "correct"):
        month = fields["month"].partition("@")[0]
        then = f"crossfoot release submit {fields['month']}{chosen.option}"
        typer.echo(f"Next: crossfoot run {month}{chosen.option}, then {then}")


def _name(who: str) -> str:
    """Return who does this, by default the user of the machine."""
    return who or getpass.getuser()
