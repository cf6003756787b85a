// <compare-ticks> wraps the button that compares the ticked shades: it counts them as they are ticked. With data-in-address
// they are kept in the address of the page and in its links to the same list, as the server writes them.
class CompareTicks extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    addEventListener("change", ({ target }) => target.name === "compare" && this.show());
  }

  show() {
    const ticks = [...this.button.form.elements].filter(({ name }) => name === "compare");
    const ticked = ticks.filter(({ checked }) => checked).map(({ value }) => value);
    const chosen = this.button.form.querySelectorAll("[name=shade]").length;
    this.querySelector("[data-count]").textContent = ticked.length + chosen || "";
    if (!("inAddress" in this.dataset)) return;
    // What Back shows is what the address says.
    for (const box of ticks) box.defaultChecked = box.checked;
    const carry = (address) => {
      const url = new URL(address);
      url.searchParams.delete("compare");
      for (const slug of ticked) url.searchParams.append("compare", slug);
      return url.href;
    };
    for (const link of document.querySelectorAll("main a[href]:not([href^='#'])")) {
      if (link.pathname === location.pathname) link.href = carry(link.href);
    }
    history.replaceState(history.state, "", carry(location.href));
  }
}

customElements.define("compare-ticks", CompareTicks);
