"""Every page of the second factor, without what is in no language."""

import re

from accounts.second_factor.codes import begun, secret_of
from accounts.tests.factories import PASSWORD, StaffFactory
from accounts.tests.second_factor.phone import code_of, log_in
from shop.tests.pages import browser


def second_factor_pages(prefix):
    staff = StaffFactory()
    user, home = browser(staff), f"{prefix}/admin/second-factor"
    yield "begin", user.post(f"{home}/begin/", {"password": "x"})
    user.post(f"{home}/begin/", {"password": PASSWORD})
    # Of the secret only groups of letters are shown, in neither language.
    for page in (user.get(f"{home}/set-up/"), user.post(f"{home}/set-up/", {"code": "x"})):
        page.content = page.content.replace(secret_of(begun(staff)).encode(), b"")
        yield "set up", page
    page = user.post(f"{home}/set-up/", {"code": code_of(staff)})
    page.content = re.sub(rb"<code>[a-z2-9-]{11}</code>", b"", page.content)
    yield "recovery codes", page
    yield "set up", user.get(f"{home}/")
    yield "remove", user.post(f"{home}/remove/", {"code": "x"})
    waiting, _ = log_in(staff, f"{prefix}/admin/login/")
    yield "code", waiting.get(f"{prefix}/auth/code/")
    yield "code", waiting.post(f"{prefix}/auth/code/", {"code": "x"})
    data = {"action": "remove_second_factor", "_selected_action": [staff.pk]}
    yield "removed", browser(StaffFactory()).post(f"{prefix}/admin/accounts/user/", data, follow=True)
