"""`lyhord analyse`: analyse what waits, and code anew what other themes have coded."""

from collections.abc import Iterator
from itertools import chain
from time import perf_counter

import click
from sqlalchemy import func, select
from tqdm import tqdm

from survey.actions.recode_records import progress, recode_records
from survey.actions.run_analysis import analyse_again, analyse_waiting
from survey.commands.database import open_database
from survey.database import Database
from survey.models import FeedbackRecord
from survey.models.feedback import CLAIMED, FAILED, PENDING


@click.command()
@click.option("--all", "everything", is_flag=True, help="Every record anew, not only those that wait.")
def analyse(everything: bool) -> None:
    """Analyse the records that wait, and those that other themes or an older release have coded; with --all every
    record anew. What people have reviewed keeps their codes."""
    database = open_database()
    start, done = perf_counter(), 0
    with tqdm(total=count(database, everything), unit=" records", disable=None) as bar:
        for taken in analyse_again(database) if everything else catch_up(database):
            done += taken
            bar.update(taken)
    seconds = perf_counter() - start
    click.echo(f"{done} records analysed in {seconds:.1f} seconds ({done / seconds:.0f} a second).")
    database.learn_sizes()
    report_failures(database)


def catch_up(database: Database) -> Iterator[int]:
    return chain(analyse_waiting(database), recode_records(database))


def count(database: Database, everything: bool) -> int:
    state = FeedbackRecord.analysis_state
    query = select(func.count()).select_from(FeedbackRecord)
    with database.session() as session:
        if everything:
            return session.scalar(query) or 0
        waiting = session.scalar(query.where(state.in_((PENDING, CLAIMED)))) or 0
        return waiting + progress(session).left


def report_failures(database: Database) -> None:
    """How many records could not be analysed, by the kind of error; their texts are never shown."""
    record = FeedbackRecord
    query = select(record.analysis_failure, func.count()).where(record.analysis_state == FAILED)
    with database.session() as session:
        for reason, number in session.execute(query.group_by(record.analysis_failure)):
            click.echo(f"{number} records failed and are set aside: {reason}.", err=True)


COMMANDS = [analyse]
