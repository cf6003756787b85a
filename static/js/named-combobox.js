// <named-combobox> around a select that select2 replaces: what it puts in its place gets the name of the label, which
// names the select alone. So does the list that it opens, at the end of the page.
class NamedCombobox extends HTMLElement {
  connectedCallback() {
    const [label] = this.querySelector("select").labels;
    this.name = label.textContent.trim().replace(/:$/, "");
    const waiting = new MutationObserver(() => {
      const box = this.querySelector(".select2-selection");
      if (!box) return;
      waiting.disconnect();
      box.removeAttribute("aria-labelledby");
      for (const named of [box, box.querySelector(".select2-selection__rendered")])
        named.setAttribute("aria-label", this.name);
      this.opened = new MutationObserver(() => this.nameList(box));
      this.opened.observe(box, { attributeFilter: ["aria-owns"] });
    });
    waiting.observe(this, { childList: true, subtree: true });
  }

  // A combobox says which list it controls; select2 says only that it owns it.
  nameList(box) {
    const id = box.getAttribute("aria-owns");
    if (!id) return box.removeAttribute("aria-controls");
    box.setAttribute("aria-controls", id);
    const list = document.getElementById(id)?.closest(".select2-container");
    list?.setAttribute("role", "region");
    list?.setAttribute("aria-label", this.name);
    list?.querySelector(".select2-search__field")?.setAttribute("aria-label", this.name);
  }
}

customElements.define("named-combobox", NamedCombobox);
