"""make sbom: what the shop is made of, as a bill of materials in CycloneDX, from the lock file of what runs."""

import re
import sys
from pathlib import Path

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from deploy.make.audit import packages

ROOT = Path(__file__).resolve().parents[2]
PINNED = re.compile(r"([\w.-]+)==([^ \\;\n]+)")


def component(package: str) -> Component:
    """A package of a lock file, with the hash of each of its files."""
    found = PINNED.match(package)
    assert found
    name, version = found.groups()
    hashes = re.findall(r"--hash=sha256:([0-9a-f]{64})", package)
    address = PackageURL("pypi", name=name, version=version)
    return Component(
        type=ComponentType.LIBRARY,
        name=name,
        version=version,
        purl=address,
        bom_ref=str(address),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=content) for content in hashes],
    )


def bill() -> str:
    lock = (ROOT / "requirements.lock").read_text()
    parts = [component(package) for package in packages(lock)]
    shop = Component(type=ComponentType.APPLICATION, name="abajur", bom_ref="abajur")
    bom = Bom(components=parts)
    bom.metadata.component = shop
    bom.register_dependency(shop, parts)
    return JsonV1Dot6(bom).output_as_string(indent=2)


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(bill() + "\n")
    print(f"{path}: {bill().count('purl')} packages")
