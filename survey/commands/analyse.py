"""`lyhord analyse`: analyse what waits."""

from time import perf_counter

import click
from sqlalchemy import func, select
from tqdm import tqdm

from survey.actions.run_analysis import analyse_again, analyse_waiting
from survey.commands.database import open_database
from survey.database import Database
from survey.models import FeedbackRecord
from survey.models.feedback import CLAIMED, FAILED, PENDING


@click.command()
@click.option("--all", "everything", is_flag=True, help="Every record anew, not only those that wait.")
def analyse(everything: bool) -> None:
    """Analyse the records that wait; with --all every record anew. What people have reviewed keeps their codes."""
    database = open_database()
    start, done = perf_counter(), 0
    with tqdm(total=count(database, everything), unit=" records", disable=None) as bar:
        for taken in (analyse_again if everything else analyse_waiting)(database):
            done += taken
            bar.update(taken)
    seconds = perf_counter() - start
    click.echo(f"{done} records analysed in {seconds:.1f} seconds ({done / seconds:.0f} a second).")
    database.learn_sizes()
    report_failures(database)


def count(database: Database, everything: bool) -> int:
    state = FeedbackRecord.analysis_state
    query = select(func.count()).select_from(FeedbackRecord)
    with database.session() as session:
        return session.scalar(query if everything else query.where(state.in_((PENDING, CLAIMED)))) or 0


def report_failures(database: Database) -> None:
    """How many records could not be analysed, by the kind of error; their texts are never shown."""
    record = FeedbackRecord
    query = select(record.analysis_failure, func.count()).where(record.analysis_state == FAILED)
    with database.session() as session:
        for reason, number in session.execute(query.group_by(record.analysis_failure)):
            click.echo(f"{number} records failed and are set aside: {reason}.", err=True)


COMMANDS = [analyse]
