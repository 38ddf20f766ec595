"""The command `key`: what signs sticks is made."""

from __future__ import annotations

from pathlib import Path

import click

from langhoc.cli.console import Console
from langhoc.cli.spoken import Spoken
from langhoc.i18n import Message
from langhoc.i18n import mark as _


@click.command(cls=Spoken)
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="Where the secret key goes.")
@click.option("--no-password", is_flag=True, help="Whoever has the file can sign with it.")
@click.pass_obj
def key(console: Console, output: Path, no_password: bool) -> None:
    """Make a key to sign sticks with. Its public half goes to a file of the same name that ends in .pub."""
    from langhoc.editions.stick.signature import new_key  # noqa: PLC0415
    from langhoc.project import NotBuilt  # noqa: PLC0415
    from langhoc.project.copies.keys import write_key  # noqa: PLC0415

    if output.exists():
        raise NotBuilt(message=Message(_("{file} is there already. A key is never written over."), {"file": output}))
    secret, public = new_key("" if no_password else _new_password(console))
    write_key(output, secret, public)
    console.say(_("Keep {file} where only you can read it, and a copy elsewhere."), file=output)
    if not no_password:
        console.say(_("Without its password the key is of no use, and nobody can find that out for you."))
    console.say(_("For the labels of sticks: {fingerprint}"), fingerprint=public.fingerprint)


def _new_password(console: Console) -> str:
    """It is asked for twice, until both are the same."""
    question, again = (console.sentence(Message(text)) for text in (_("A password for the key"), _("Once more")))
    while True:
        password: str = click.prompt(question, hide_input=True, err=True)
        if click.prompt(again, hide_input=True, err=True) == password:
            return password
        console.complain(Message(_("These are two different ones. Nothing was written yet.")))
