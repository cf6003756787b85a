"""What visitors do in the machine before they order: accounts and carts. It is sent over HTTP."""

from itertools import count

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from accounts.tests.factories import PASSWORD
from orders.tests.whole_shop.machine.model import Account, Visitor
from orders.tests.whole_shop.machine.staff import SHADES

VISITORS = st.integers(0, 1)
# What ends much is done seldom, so that something is there to end.
SELDOM = st.sampled_from([False, False, False, True])


class VisitorMachine(RuleBasedStateMachine):
    """The rules of ShopMachine about accounts and carts: `pks`, `shades`, `orders` and `reached` are its own."""

    def __init__(self):
        super().__init__()
        self.visitors = [Visitor() for _ in range(2)]
        self.accounts = []
        self.names = count()

    # Accounts -----------------------------------------------------------------------------------------------------

    def _enter(self, visitor, account):
        """What logging in does to the carts."""
        for pk, quantity in visitor.guest_cart.items():
            wanted = max(quantity, account.cart.get(pk, 0))
            account.cart[pk] = min(wanted, self.shades[pk].available or wanted, 99)
        visitor.guest_cart, visitor.account = {}, account

    @rule(who=VISITORS)
    def register(self, who):
        visitor = self.visitors[who]
        email = f"shopper{next(self.names)}@example.org"
        answer = visitor.client.post("/auth/register/", {"email": email, "password": PASSWORD})
        if visitor.account:
            assert answer.status_code == 303
            return
        assert answer.status_code == 303, answer.content.decode()
        self.accounts.append(Account(email))
        self._enter(visitor, self.accounts[-1])

    @precondition(lambda self: self.accounts)
    @rule(who=VISITORS, which=st.integers(0, 9))
    def log_in(self, who, which):
        visitor, account = self.visitors[who], self.accounts[which % len(self.accounts)]
        answer = visitor.client.post("/auth/login/", {"username": account.email, "password": PASSWORD})
        assert answer.status_code == 302
        if visitor.account is None:
            self._enter(visitor, account)

    @rule(who=VISITORS, is_sure=SELDOM)
    def log_out(self, who, is_sure):
        visitor = self.visitors[who]
        if not is_sure:
            return
        assert visitor.client.post("/auth/logout/").status_code == 302
        visitor.account = None

    @rule(who=VISITORS, is_sure=SELDOM)
    def close_account(self, who, is_sure):
        visitor = self.visitors[who]
        if not is_sure:
            return
        visitor.client.post("/account/delete/", {"password": PASSWORD})
        if not (account := visitor.account):
            return
        account.cart.clear()
        self.accounts.remove(account)
        self.reached["an account with orders was closed"] += any(s.account is account for s in self.orders.values())
        for sold in self.orders.values():
            if sold.account is account and sold.status == "pending":
                self._cancel(sold)
        for other in self.visitors:
            if other.account is account:
                other.account = None

    # The cart -----------------------------------------------------------------------------------------------------

    @rule(who=VISITORS, which=SHADES, quantity=st.integers(0, 4))
    def add(self, who, which, quantity):
        visitor, pk = self.visitors[who], self.pks[which]
        answer = visitor.client.post("/cart/items/", {"product_id": pk, "quantity": quantity})
        shade = self.shades[pk]
        if not shade.is_public:
            assert answer.status_code == 404
        elif quantity > 0 and quantity + visitor.cart.get(pk, 0) <= shade.largest:
            assert answer.status_code == 303
            visitor.cart[pk] = visitor.cart.get(pk, 0) + quantity
        else:
            assert answer.status_code == 200

    @rule(who=VISITORS, which=SHADES, quantity=st.integers(0, 4))
    def set_or_remove(self, who, which, quantity):
        visitor, pk = self.visitors[who], self.pks[which]
        answer = visitor.client.post(f"/cart/items/{pk}/", {"quantity": quantity})
        if pk not in visitor.cart or quantity == 0:
            visitor.cart.pop(pk, None)
        elif quantity <= self.shades[pk].largest:
            visitor.cart[pk] = quantity
        else:
            assert answer.status_code == 200

    @rule(who=VISITORS)
    def mend(self, who):
        visitor = self.visitors[who]
        assert visitor.client.post("/cart/mend/").status_code == 303
        for pk, quantity in list(visitor.cart.items()):
            if left := min(quantity, self.shades[pk].available):
                visitor.cart[pk] = left
            else:
                del visitor.cart[pk]
