from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db import transaction
from django.db.models import F, Q
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, FormView, ListView, TemplateView

from .carts import current_cart
from .forms import AddForm, CheckoutForm
from .models import Category, Order, OrderLine, Product


class ProductList(ListView):
    paginate_by = 24
    template_name = "shop/product_list.html"

    def get_queryset(self):
        products = Product.objects.select_related("category")
        self.category = None
        if "slug" in self.kwargs:
            self.category = get_object_or_404(Category, slug=self.kwargs["slug"])
            products = products.filter(category=self.category)
        return products

    def get_context_data(self, **kwargs):
        return super().get_context_data(category=self.category, **kwargs)


class Search(ListView):
    paginate_by = 24
    template_name = "shop/product_list.html"

    def get_queryset(self):
        q = self.request.GET.get("q", "")
        return Product.objects.select_related("category").filter(Q(name__icontains=q) | Q(description__icontains=q))


class ProductDetail(DetailView):
    queryset = Product.objects.select_related("category")
    template_name = "shop/product_detail.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(form=AddForm(), **kwargs)


class CartView(TemplateView):
    template_name = "shop/cart.html"

    def get_context_data(self, **kwargs):
        cart = current_cart(self.request)
        lines = cart.lines.select_related("product") if cart else []
        return super().get_context_data(cart=cart, lines=lines, **kwargs)


@require_POST
def add_to_cart(request, pk):
    product = get_object_or_404(Product, pk=pk)
    form = AddForm(request.POST)
    if form.is_valid():
        cart = current_cart(request, create=True)
        line, _ = cart.lines.get_or_create(product=product)
        if line.quantity + form.cleaned_data["quantity"] > product.stock:
            messages.error(request, "Not that many in stock.")
        else:
            line.quantity = F("quantity") + form.cleaned_data["quantity"]
            line.save()
            messages.success(request, f"{product.name} is in your cart.")
    return redirect("cart")


class Checkout(LoginRequiredMixin, FormView):
    form_class = CheckoutForm
    template_name = "shop/checkout.html"

    def form_valid(self, form):
        with transaction.atomic():
            cart = current_cart(self.request)
            lines = list(cart.lines.select_related("product")) if cart else []
            if not lines:
                messages.error(self.request, "Your cart is empty.")
                return redirect("cart")
            locked = {
                p.pk: p
                for p in Product.objects.select_for_update()
                .order_by("pk")
                .filter(pk__in=[line.product_id for line in lines])
            }
            if any(locked[line.product_id].stock < line.quantity for line in lines):
                messages.error(self.request, "Not that many in stock.")
                return redirect("cart")
            order = Order.objects.create(user=self.request.user, total=cart.total, **form.cleaned_data)
            for line in lines:
                product = locked[line.product_id]
                product.stock -= line.quantity
                product.save()
                OrderLine.objects.create(order=order, product=product, quantity=line.quantity, price=product.price)
            cart.delete()
        messages.success(self.request, f"Thank you, order {order.pk} is placed.")
        return redirect("order", order.pk)


class OrderDetail(LoginRequiredMixin, DetailView):
    template_name = "shop/order.html"

    def get_queryset(self):
        return Order.objects.filter(user=self.request.user).prefetch_related("lines__product")
