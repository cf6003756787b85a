"""The progress of a command, on one line of the console."""

from django.core.management.base import BaseCommand


class ProgressCommand(BaseCommand):
    def show(self, done: int, total: int) -> None:
        self.stdout.write(f"\r{done} of {total}", ending="\n" if done == total else "")
        self.stdout.flush()
