"""What the shop is made of: pinned by hash, looked at for known holes, and told in a bill of materials."""

import json
import re
import subprocess

import pytest
from django.conf import settings

from deploy.make import audit, sbom

ROOT = settings.BASE_DIR


@pytest.mark.parametrize("name", sorted(path.name for path in ROOT.glob("requirements*.lock")))
def test_every_package_is_pinned_by_hash_and_by_nothing_of_one_machine(name):
    lock = (ROOT / name).read_text()
    assert audit.without_hash(lock) == []
    assert len(audit.packages(lock)) > 20
    assert "http" not in lock


def test_a_package_without_a_hash_or_an_index_is_named():
    lock = "a==1 \\\n    --hash=sha256:00\nb==2\n    # via a\n-i https://index.test\nc\n"
    assert audit.without_hash(lock) == ["b", "-i https://index.test", "c"]


def report(*packages):
    return json.dumps({"dependencies": list(packages)})


KNOWN = {"name": "a", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": ["2"]}]}
CLEAN = {"name": "b", "version": "1", "vulns": []}
SKIPPED = {"name": "c", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("given", "code", "line"),
    [
        (report(KNOWN, CLEAN, SKIPPED), 1, "a 1: CVE-1, mended in 2"),
        (report(CLEAN, SKIPPED), 0, "no known holes"),
        (report(SKIPPED), 0, audit.NO_ANSWER),
    ],
)
def test_a_known_hole_fails_and_a_list_that_does_not_answer_does_not(monkeypatch, capsys, given, code, line):
    ended(monkeypatch, stdout=given, returncode=code)
    assert audit.main() == code
    assert capsys.readouterr().out == f"{line}\n"


def ended(monkeypatch, stdout="", stderr="", returncode=1):
    """pip-audit, as if it had ended so."""
    done = subprocess.CompletedProcess([], returncode, stdout, stderr)
    monkeypatch.setattr(audit.subprocess, "run", lambda *args, **kwargs: done)


def test_an_index_that_cannot_be_reached_is_no_failure(monkeypatch, capsys):
    ended(monkeypatch, stderr="ERROR:pip_audit._cli:Could not connect to the vulnerability feed")
    assert audit.main() == 0
    assert capsys.readouterr().out == f"{audit.NO_ANSWER}\n"


def test_an_audit_that_does_not_work_fails(monkeypatch):
    ended(monkeypatch, stderr="No module named pip_audit")
    with pytest.raises(RuntimeError, match="No module named pip_audit"):
        audit.main()


def test_the_bill_of_materials_has_every_package_that_runs_and_no_tool():
    bill = json.loads(sbom.bill())
    assert bill["bomFormat"] == "CycloneDX"
    pinned = re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    assert sorted(part["name"] for part in bill["components"]) == sorted(pinned)
    assert all(part["hashes"] and part["purl"].startswith("pkg:pypi/") for part in bill["components"])


def test_images_are_named_by_version_and_ours_has_no_rights():
    texts = [(ROOT / name).read_text() for name in ("Dockerfile", "docker-compose.yml")]
    bases = re.findall(r"^(?:FROM|    image:) (\S+:\S+)", "\n".join(texts), re.MULTILINE)
    assert len(bases) == 4
    assert [base for base in bases if not re.search(r":\d", base)] == []
    assert "\nUSER shop\n" in texts[0]


def test_an_image_that_is_built_anew_has_the_lock_file_that_was_chosen():
    """With `up --build`, which takes no argument of the build."""
    dockerfile, compose = ((ROOT / name).read_text() for name in ("Dockerfile", "docker-compose.yml"))
    (default,) = re.findall(r"^ARG LOCK=(\S+)$", dockerfile, re.MULTILINE)
    assert f"LOCK: ${{LOCK:-{default}}}" in compose


RIGHTS = {
    "db": "CHOWN, DAC_OVERRIDE, FOWNER, SETGID, SETUID",
    "proxy": "CHOWN, SETGID, SETUID",
}


def services():
    """The services of docker-compose.yml: the lines of each, those of ours with what they share."""
    shared, _, rest = (ROOT / "docker-compose.yml").read_text().partition("\nservices:\n")
    found = re.findall(r"^  (\w+):\n((?:(?:    .*)?\n)+)", rest.partition("\nvolumes:\n")[0] + "\n", re.MULTILINE)
    return {name: text + (shared.replace("\n  ", "\n    ") if "<<: *shop" in text else "") for name, text in found}


def values(text, name):
    return re.findall(rf"^    {name}: (.+)$", text, re.MULTILINE)


def test_every_container_has_no_rights_but_those_it_needs_and_a_file_system_that_nobody_changes():
    found = services()
    assert set(found) == {"db", "migrate", "web", "jobs", "backup", "proxy"}
    for name, text in found.items():
        # nginx's own start may write its configuration.
        assert values(text, "read_only") == ([] if name == "proxy" else ["true"]), name
        assert values(text, "cap_drop") == ["[ALL]"], name
        assert values(text, "security_opt") == ['["no-new-privileges:true"]'], name
        assert values(text, "cap_add") == ([f"[{RIGHTS[name]}]"] if name in RIGHTS else []), name
        assert "/tmp" in values(text, "tmpfs")[0], name


def test_no_log_fills_the_disk():
    for name, text in services().items():
        assert values(text, "logging") == ["*logging"], name
    assert 'options: { max-size: 20m, max-file: "5" }' in (ROOT / "docker-compose.yml").read_text()


def test_a_name_that_nobody_knows_keeps_no_page_waiting_for_longer_than_two_seconds():
    """Docker asks the network outside for the name of a container that is down, and that may say nothing."""
    for name, text in services().items():
        ours = name not in ("db", "proxy")
        assert values(text, "dns_opt") == (['["timeout:1", "attempts:2"]'] if ours else []), name


def test_only_the_proxy_can_be_reached_from_outside():
    published = {name: values(text, "ports") for name, text in services().items()}
    assert published.pop("proxy") == ['["8080:80"]']
    assert not any(published.values())


def test_the_image_has_the_bytecode_of_all_that_it_runs():
    dockerfile = (ROOT / "Dockerfile").read_text()
    copied, _, rest = dockerfile.partition("COPY . .\n")
    assert "pip --python /venv install" in copied
    assert "--no-compile" not in copied
    assert rest.index("python -m compileall -q --invalidation-mode unchecked-hash . ") < rest.index(
        "COPY --from=build /app"
    )
    assert "PYTHONDONTWRITEBYTECODE" not in dockerfile
