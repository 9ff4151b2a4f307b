"""Measures the work list and the member's list: do they open as fast with a million requests?

    python tests/load/bench_lists.py --keep FOLDER

fills two databases, one small and one large (`manage.py seed_load`), and asks both in turn for the
same lists. It prints for each list the number of queries in both, which must be the same, and the
ratio of the median times, which should stay under 1.5; beside it the ratio of the time for which
the process itself computed, which tells more where the machine is busy with other things. SQLite
files lie in the folder `--keep`; with a DATABASE_URL of PostgreSQL ending in `/sila_load` they are
the databases `sila_load_small` and `sila_load_large`, made where they are missing.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GOAL = 1.5
STAFF = "{role}1@load-1.example"
OFFICER = "relations_officer"
# What others than officers open: their first heading, which is none in the address, and these.
OTHERS = (
    "committee_member",
    "appeals_member",
    "social_researcher",
    "branch_delegate",
    "supervisor",
)
FOR_ALL_ROLES = ("", "tab=open", "tab=all")
TABS = ("queue", "mine", "unassigned", "waiting", "overdue", "week", "messages", "open", "all")


def lists(staff, member, some):
    """What is measured: a name, who asks, the address. `staff` are people by their role, `some`
    is any request of the officer's."""
    officer = staff[OFFICER]
    work = "/admin/requests/?tab="
    found = [(f"work list: {tab}", officer, work + tab) for tab in TABS]
    found += [
        ("work list: open, newest first", officer, work + "open&sort=newest"),
        ("work list: delivered", officer, work + "all&state=delivered"),
        ("work list: in three states", officer, work + "all&state=closed&state=rejected"
         "&state=accepted"),
        ("work list: of a service", officer, f"{work}all&service={some.service_id}"),
        ("work list: proposals", officer, work + "all&kind=proposal"),
        ("work list: by telephone", officer, work + "all&channel=phone"),
        ("work list: of an officer", officer, f"{work}all&assigned={officer.pk}"),
        ("search: reference", officer, f"{work}all&q={some.reference}"),
        ("search: mobile", officer, f"{work}all&q={some.person.phone}"),
        ("search: end of mobile", officer, f"{work}all&q={some.person.phone[-4:]}"),
        ("search: member number", officer, f"{work}all&q={some.membership.number}"),
        ("search: name", officer, f"{work}all&q={' '.join(some.person.full_name.split()[:3])}"),
        ("home of the staff", officer, "/admin/"),
        ("my requests", member, "/me/requests/"),
        ("my requests: ended", member, "/me/requests/?show=closed"),
        ("my dashboard", member, "/me/"),
    ]  # fmt: skip
    for role in OTHERS:
        for query in FOR_ALL_ROLES:
            name = f"{role}: {query.removeprefix('tab=') or 'first'}"
            found.append((name, staff[role], f"/admin/requests/?{query}"))
    return found


def work():
    """A process with one database: measures what it is told on its standard input."""
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.base"
    import django

    django.setup()
    from django.db import connection
    from django.db.models import Count
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from accounts.models import User
    from services.models import ServiceRequest

    staff = {role: User.objects.get(email=STAFF.format(role=role)) for role in (OFFICER, *OTHERS)}
    some = ServiceRequest.objects.filter(association__slug="load-1").select_related(
        "person", "membership"
    )[7]
    asking = User.objects.filter(pk__lt=some.person_id + 200, requests__isnull=False)
    member = asking.annotate(many=Count("requests")).filter(many__gte=11).order_by("many")[0]
    addresses = lists(staff, member, some)
    clients = {}
    for person in (*staff.values(), member):
        clients[person.pk] = Client(SERVER_NAME="localhost")
        clients[person.pk].force_login(person)

    def ask(which):
        _name, person, address = addresses[which]
        began, busy = time.perf_counter(), time.process_time()
        answer = clients[person.pk].get(address)
        took = time.perf_counter() - began, time.process_time() - busy
        if answer.status_code != 200:
            raise SystemExit(f"{address} answered {answer.status_code}")
        return took

    print(json.dumps([name for name, _person, _address in addresses]), flush=True)
    for line in sys.stdin:
        which, count_queries = json.loads(line)
        queries = 0
        if count_queries:
            ask(which)  # what is kept for the next time is not counted
            with CaptureQueriesContext(connection) as captured:
                ask(which)
            queries = len(captured)
        print(json.dumps([ask(which), queries]), flush=True)


class Worker:
    def __init__(self, environment):
        self.process = subprocess.Popen(
            [sys.executable, __file__, "--work"],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.names = json.loads(self.process.stdout.readline())

    def ask(self, which, *, count_queries=False):
        self.process.stdin.write(json.dumps([which, count_queries]) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def stop(self):
        self.process.stdin.close()
        self.process.wait()


def environment_of(name, keep):
    """The environment in which a process sees the database of that name."""
    folder = keep / name
    folder.mkdir(parents=True, exist_ok=True)
    environment = os.environ | {"SILA_DATA_DIR": str(folder)}
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith("postgres"):
        environment["DATABASE_URL"] = f"{url}_{name}"
        import psycopg

        database = f"{url.rpartition('/')[2]}_{name}"
        with psycopg.connect(url, dbname="postgres", autocommit=True) as connection:
            known = "SELECT 1 FROM pg_database WHERE datname = %s"
            if connection.execute(known, [database]).fetchone() is None:
                connection.execute(f'CREATE DATABASE "{database}"')
    else:
        environment.pop("DATABASE_URL", None)
    return environment


def fill(environment, requests, members):
    """Fill the database, unless it was filled before."""
    manage = [sys.executable, str(ROOT / "manage.py")]
    subprocess.run([*manage, "migrate", "--verbosity", "0"], env=environment, check=True)
    seed = ["seed_load", "--requests", str(requests), "--members", str(members)]
    done = subprocess.run(
        [*manage, *seed], env=environment, check=False, capture_output=True, text=True
    )
    if done.returncode and "holds associations" not in done.stderr:
        raise SystemExit(done.stderr)
    print(done.stdout.partition("\n")[0] or "Filled before.", flush=True)


def measure(small, large, runs):
    """Ask both in turn, so that what else the machine does troubles both alike."""
    print(f"{'':<34}{'queries':>12}{'small':>10}{'large':>10}{'ratio':>8}{'cpu':>8}")
    good = True
    for which, name in enumerate(small.names):
        few, many = (one.ask(which, count_queries=True)[1] for one in (small, large))
        times = [(*small.ask(which)[0], *large.ask(which)[0]) for _ in range(runs)]
        medians = [statistics.median(column) * 1000 for column in zip(*times, strict=True)]
        fast, fast_cpu, slow, slow_cpu = medians
        ratio = slow / fast
        verdict = "" if few == many and ratio < GOAL else "  too slow" if few == many else "  !"
        good = good and not verdict
        queries = f"{few} / {many}"
        ratios = f"{ratio:>8.2f}{slow_cpu / fast_cpu:>8.2f}"
        figures = f"{queries:>12}{fast:>7.1f} ms{slow:>7.1f} ms{ratios}{verdict}"
        print(f"{name:<34}{figures}", flush=True)
    return good


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keep", type=Path, default=Path("var/load"))
    parser.add_argument("--small", type=int, default=1000, help="requests; a tenth are members")
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=21)
    parser.add_argument("--work", action="store_true", help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.work:
        work()
        return
    environments = {name: environment_of(name, told.keep) for name in ("small", "large")}
    for name, many in (("small", told.small), ("large", told.large)):
        fill(environments[name], many, max(many // 10, 1))
    small, large = Worker(environments["small"]), Worker(environments["large"])
    good = measure(small, large, told.runs)
    small.stop()
    large.stop()
    sys.exit(not good)


if __name__ == "__main__":
    main()
